import { CircleAlert, GitBranch } from 'lucide-react';
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
import { says } from './says';

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
        state === 'waiting' && 'border-waiting',
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
        {view === 'comfortable' && session.git_branch !== null && <Branch name={session.git_branch} />}
        {view === 'comfortable' && session.model !== null && (
          <span className="ml-auto shrink-0 text-xs text-muted">{modelName(session.model)}</span>
        )}
        {view === 'dense' && <Cost session={session} bare className="ml-auto" />}
      </header>
      {view === 'comfortable' && (
        <p className="mt-1 truncate text-muted" title={session.title ?? undefined}>
          {session.title ?? 'Untitled session'}
        </p>
      )}
      <DoingLine session={session} short={view === 'comfortable' && state === 'waiting'} className="mt-1.5" />
      {view === 'comfortable' && (
        <div className="mt-1.5 min-h-0 flex-1 overflow-hidden text-xs">
          <Detail session={session} />
        </div>
      )}
      <footer className={cn('flex items-center gap-3 text-xs', view === 'dense' && 'mt-auto')}>
        {view === 'comfortable' ? (
          <Cost session={session} />
        ) : (
          <span className="min-w-0 flex-1 truncate text-muted" title={session.title ?? undefined}>
            {session.title}
          </span>
        )}
        {session.errors > 0 && (
          <span className="tabular flex shrink-0 items-center gap-1 text-error" title={session.last_error ?? undefined}>
            <CircleAlert aria-hidden className="size-3" />
            {session.errors}
            <span className="sr-only">{session.errors === 1 ? 'error' : 'errors'}</span>
          </span>
        )}
        {/* The sparkline beside it, not within: the context's fill joins in without moving it. */}
        <span className="ml-auto shrink-0">
          <ContextBar tokens={session.context.tokens} window={session.context.window} bar={view === 'comfortable'} />
        </span>
        <Sparkline values={session.recent} atLeast={4} className="h-4 w-14 shrink-0 text-muted" />
      </footer>
    </article>
  );
});

/** Two lines under the one that says what it does: what is asked in full, who helps, or what was said last. */
function Detail({ session }: { session: Session }) {
  if (doing(session) === 'waiting') {
    const { what, code } = says(session);
    return <p className={cn('line-clamp-2 break-words', code && 'font-mono')}>{what}</p>;
  }
  if (session.subagents.some((agent) => agent.ended_at === null))
    return <SubagentTree agents={session.subagents} most={2} />;
  const { last_message: said, current_tool: tool, title } = session;
  // The lines above have the tool and the first prompt already.
  if (said === title || (tool !== null && said?.startsWith(tool.name))) return null;
  return <p className="line-clamp-2 text-muted">{said}</p>;
}

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

interface CostProps {
  session: Session;
  /** Without the rate, where there is no room for it. */
  bare?: boolean;
  /** Where the rate is left out. */
  rate?: string;
  className?: string;
}

/** Room for its figures, read from the left: nothing moves because a cost grew. */
export function Cost({ session, bare = false, rate, className }: CostProps) {
  const unknown = session.cost_unknown_models;
  return (
    <span
      className={cn('tabular flex shrink-0 text-xs', className)}
      title={unknown.length > 0 ? `Without ${unknown.join(', ')}: no known price` : undefined}
    >
      <span className={bare ? 'min-w-[5.5ch]' : 'min-w-[7ch]'}>
        {money(session.current_cost)}
        {unknown.length > 0 && '+'}
      </span>{' '}
      {!bare && session.cost_per_hour > 0 && (
        <span className={cn('text-muted', rate)}>{moneyRate(session.cost_per_hour)}</span>
      )}
    </span>
  );
}
