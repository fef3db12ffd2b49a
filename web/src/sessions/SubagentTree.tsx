import type { Subagent } from '../live/types';
import { toolName } from '../ui/format';
import { Ring } from '../ui/Ring';
import { Since } from '../ui/Since';

/** The subagents at work, parents before their children; those that ended only in the panel. */
export function SubagentTree({ agents, most }: { agents: readonly Subagent[]; most: number }) {
  const working = agents.filter((agent) => agent.ended_at === null);
  if (working.length === 0) return null;
  const shown = working.slice(0, working.length > most ? most - 1 : most);
  const rest = working.length - shown.length;
  return (
    <ul className="space-y-0.5 border-l border-line pl-2" aria-label="Subagents">
      {shown.map((agent) => (
        <li key={agent.agent_id} className="flex min-w-0 items-center gap-1.5">
          <Ring state={agent.status} calm className="size-3" />
          <span className="shrink-0">{agent.agent_type ?? 'Agent'}</span>
          <span className="min-w-0 truncate text-muted">
            {agent.current_tool === null ? agent.description : toolName(agent.current_tool.name)}
          </span>
          <Since at={agent.started_at} className="tabular ml-auto shrink-0 text-muted" />
        </li>
      ))}
      {rest > 0 && <li className="text-muted">and {rest} more</li>}
    </ul>
  );
}
