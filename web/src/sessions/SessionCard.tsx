import { GitBranch } from 'lucide-react';
import { memo } from 'react';
import { doing } from '../live/filters';
import { useSession } from '../live/hooks';
import { openSession } from '../live/location';
import type { Session } from '../live/types';
import { cn } from '../ui/cn';
import { modelName, money, moneyRate } from '../ui/format';
import { Ring } from '../ui/Ring';
import { Sparkline } from '../ui/Sparkline';
import { ContextBar } from './ContextBar';
import { DoingLine } from './DoingLine';
import { SubagentTree } from './SubagentTree';

interface Props {
  id: string;
  view: 'comfortable' | 'dense';
  selected: boolean;
}

export const SessionCard = memo(function SessionCard({ id, view, selected }: Props) {
  const session = useSession(id);
  if (session === undefined) return null;
  const state = doing(session);
  return (
    <article
      className={cn(
        'card relative flex h-full flex-col px-3 py-2.5',
        state === 'waiting' && 'border-waiting bg-waiting-tint',
        state === 'ended' && 'bg-transparent text-muted',
        selected && 'ring-2 ring-accent',
      )}
    >
      <Pulse key={session.message_count} />
      <header className="flex min-w-0 items-center gap-2">
        <Ring state={state} />
        <h3 className="max-w-[60%] shrink-0 text-base font-semibold">
          <button
            type="button"
            data-session={id}
            onClick={() => openSession(id)}
            title={session.path ?? session.project}
            className="block max-w-full truncate text-left after:absolute after:inset-0 after:rounded-card"
          >
            {session.project}
          </button>
        </h3>
        {session.git_branch !== null && <Branch name={session.git_branch} />}
        {view === 'comfortable' && session.model !== null && (
          <span className="ml-auto shrink-0 text-xs text-muted">{modelName(session.model)}</span>
        )}
        {view === 'dense' && <Cost session={session} className="ml-auto" />}
      </header>
      {view === 'comfortable' && (
        <p className="mt-1 truncate text-muted" title={session.title ?? undefined}>
          {session.title ?? 'Untitled session'}
        </p>
      )}
      <DoingLine session={session} className="mt-1.5" />
      {view === 'comfortable' && (
        <div className="mt-1.5 min-h-0 flex-1 overflow-hidden text-xs">
          {session.subagents.some((agent) => agent.ended_at === null) ? (
            <SubagentTree agents={session.subagents} most={2} />
          ) : (
            state !== 'waiting' && <p className="line-clamp-2 text-muted">{session.last_message}</p>
          )}
        </div>
      )}
      <footer className={cn('flex items-center gap-3 text-xs', view === 'dense' && 'mt-auto')}>
        {view === 'comfortable' && <Cost session={session} />}
        <ContextBar tokens={session.context.tokens} window={session.context.window} />
        {session.errors > 0 && (
          <span className="shrink-0 text-error" title={session.last_error ?? undefined}>
            {session.errors} {session.errors === 1 ? 'error' : 'errors'}
          </span>
        )}
        <Sparkline values={session.recent} atLeast={4} className="ml-auto h-4 w-16 min-w-0 text-muted" />
      </footer>
    </article>
  );
});

/** Passes once over the card at every new message. */
const Pulse = () => (
  <span aria-hidden="true" className="mark absolute inset-x-3 -top-px h-0.5 rounded-full bg-active/70" />
);

const Branch = ({ name }: { name: string }) => (
  <span className="flex min-w-0 items-center gap-1 text-xs text-muted" title={name}>
    <GitBranch aria-hidden className="size-3 shrink-0" />
    <span className="truncate">{name}</span>
  </span>
);

export function Cost({ session, className }: { session: Session; className?: string }) {
  const unknown = session.cost_unknown_models;
  return (
    <span
      className={cn('tabular shrink-0 text-xs', className)}
      title={unknown.length > 0 ? `Without ${unknown.join(', ')}: no known price` : undefined}
    >
      {money(session.current_cost)}
      {unknown.length > 0 && '+'}
      {session.cost_per_hour > 0 && <span className="text-muted"> · {moneyRate(session.cost_per_hour)}</span>}
    </span>
  );
}
