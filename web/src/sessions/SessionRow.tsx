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

/** The list view: one session, one line; two on a phone. */
export const SessionRow = memo(function SessionRow({ id, selected }: { id: string; selected: boolean }) {
  const session = useSession(id);
  if (session === undefined) return null;
  const state = doing(session);
  return (
    <div
      className={cn(
        // Not see-through: rows pass over one another on the way to their places.
        'relative flex h-full items-center gap-3 border-b border-line bg-bg px-3 hover:bg-hover',
        selected && 'bg-hover',
      )}
    >
      {state === 'waiting' && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-waiting" />}
      <Ring state={state} />
      <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-center sm:gap-3">
        <div className="flex min-w-0 items-baseline gap-2 sm:w-40 sm:shrink-0 min-[88rem]:w-auto min-[88rem]:shrink min-[88rem]:flex-1 min-[88rem]:basis-0">
          <button
            type="button"
            data-session={id}
            onClick={() => openSession(id)}
            title={session.path ?? session.project}
            className="max-w-[70%] shrink-0 truncate text-left font-medium after:absolute after:inset-0 sm:max-w-full min-[88rem]:w-40"
          >
            {session.project}
          </button>
          <span className="min-w-0 flex-1 truncate text-muted max-sm:text-xs sm:hidden min-[88rem]:block">
            {session.title}
          </span>
          <Cost session={session} bare className="sm:hidden" />
        </div>
        <DoingLine session={session} className="sm:flex-1 sm:basis-0" />
      </div>
      <span className="hidden w-20 justify-end sm:flex">
        <ContextBar tokens={session.context.tokens} window={session.context.window} />
      </span>
      <Cost session={session} rate="max-xl:hidden" className="max-sm:hidden xl:w-30" />
      <Sparkline
        values={session.recent}
        atLeast={4}
        className="hidden h-4 w-16 shrink-0 text-muted md:block lg:hidden xl:block"
      />
    </div>
  );
});
