import { memo } from 'react';
import { doing } from '../live/filters';
import { useSession } from '../live/hooks';
import { openSession } from '../live/location';
import { cn } from '../ui/cn';
import { Ring } from '../ui/Ring';
import { Sparkline } from '../ui/Sparkline';
import { ContextBar } from './ContextBar';
import { DoingLine } from './DoingLine';
import { Cost } from './SessionCard';

/** The list view: one session, one line. */
export const SessionRow = memo(function SessionRow({ id, selected }: { id: string; selected: boolean }) {
  const session = useSession(id);
  if (session === undefined) return null;
  const state = doing(session);
  return (
    <div
      className={cn(
        'relative flex h-full items-center gap-3 border-b border-line px-3 hover:bg-hover',
        state === 'waiting' && 'bg-waiting-tint',
        selected && 'bg-hover',
      )}
    >
      {state === 'waiting' && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-waiting" />}
      <Ring state={state} />
      <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-center sm:gap-3">
        <button
          type="button"
          data-session={id}
          onClick={() => openSession(id)}
          className="truncate text-left font-medium after:absolute after:inset-0 sm:w-40 sm:shrink-0"
        >
          {session.project}
        </button>
        <span className="hidden min-w-0 flex-1 truncate text-muted xl:block">{session.title}</span>
        <DoingLine session={session} className="sm:flex-1" />
      </div>
      <ContextBar tokens={session.context.tokens} window={session.context.window} className="hidden w-24 sm:flex" />
      <Cost session={session} className="hidden w-36 text-right sm:block" />
      <Sparkline values={session.recent} atLeast={4} className="hidden h-4 w-16 shrink-0 text-muted md:block" />
    </div>
  );
});
