import { useLive } from '../live/hooks';
import { openSession } from '../live/location';
import { waitingSessions } from '../live/need';
import type { Session } from '../live/types';
import { cn } from '../ui/cn';
import { Since } from '../ui/Since';
import { says } from './says';

const most = 8;

/** The first question of the page: does anyone need me? Not there when nobody does. */
export function NeedsYou() {
  const waiting = useLive((state) => waitingSessions(state.sessions));
  if (waiting.length === 0) return null;
  const shown = waiting.slice(0, most);
  return (
    <section
      aria-labelledby="needs-you"
      className="rise rounded-card border border-waiting bg-waiting-tint px-3 py-2.5"
    >
      <h2 id="needs-you" className="mb-2 flex items-center gap-2 text-base font-semibold">
        Needs you
        <span className="tabular rounded-full bg-waiting px-2 text-sm text-on-waiting">{waiting.length}</span>
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,300px),1fr))] gap-2">
        {shown.map((session) => (
          <Waiting key={session.session_id} session={session} alone={waiting.length === 1} />
        ))}
      </ul>
      {waiting.length > shown.length && (
        <p className="mt-2 text-muted">and {waiting.length - shown.length} more, first in the list below</p>
      )}
    </section>
  );
}

function Waiting({ session, alone }: { session: Session; alone: boolean }) {
  const { word, what, code, since } = says(session);
  return (
    <li className={cn(alone && 'col-span-full')}>
      <button
        type="button"
        onClick={() => openSession(session.session_id)}
        className="flex w-full min-w-0 items-center gap-2.5 rounded-md bg-surface py-2 pr-3 pl-0 text-left hover:bg-hover"
      >
        <span aria-hidden="true" className="-my-2 w-1 self-stretch rounded-l-md bg-waiting" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="truncate text-base font-semibold">{session.project}</span>
            <span className="shrink-0 text-waiting-text">{word.toLowerCase()}</span>
          </span>
          <span
            className={cn('block truncate', code ? 'font-mono text-[0.75rem]' : 'text-muted')}
            title={what ?? undefined}
          >
            {what ?? session.title ?? 'Look into the terminal'}
          </span>
        </span>
        {since !== null && <Since at={since} className="tabular shrink-0 text-base font-semibold text-waiting-text" />}
      </button>
    </li>
  );
}
