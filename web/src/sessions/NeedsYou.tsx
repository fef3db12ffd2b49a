import { useLive } from '../live/hooks';
import { openSession, setFilter } from '../live/location';
import { waitingSessions } from '../live/need';
import type { Session } from '../live/types';
import { Button } from '../ui/Button';
import { cn } from '../ui/cn';
import { whole } from '../ui/format';
import { Since } from '../ui/Since';
import { useNarrow } from '../ui/useMedia';
import { says } from './says';

/** So many stand here by themselves: more than a look takes in, and the rest of the page would be pushed away. */
const most = { wide: 8, narrow: 3 };

/** The first question of the page: does anyone need me? Not there when nobody does. */
export function NeedsYou() {
  const waiting = useLive((state) => waitingSessions(state.sessions));
  const narrow = useNarrow();
  if (waiting.length === 0) return null;
  const shown = waiting.slice(0, narrow ? most.narrow : most.wide);
  return (
    <section
      aria-labelledby="needs-you"
      className="rise rounded-card border border-waiting bg-waiting-tint px-3 py-2.5"
    >
      <div className="mb-2 flex items-center gap-2">
        <h2 id="needs-you" className="flex items-center gap-2 text-base font-semibold">
          Needs you
          <span className="tabular rounded-full bg-waiting px-2 text-sm text-on-waiting">{whole(waiting.length)}</span>
        </h2>
        {waiting.length > shown.length && (
          <Button small onClick={() => setFilter('status', ['waiting'])} className="controls -my-1 -mr-1 ml-auto">
            Show all {whole(waiting.length)}
          </Button>
        )}
      </div>
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,300px),1fr))] gap-2">
        {shown.map((session) => (
          <Waiting key={session.session_id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function Waiting({ session }: { session: Session }) {
  const { word, what, code, since } = says(session);
  return (
    <li>
      <button
        type="button"
        onClick={() => openSession(session.session_id)}
        className="flex w-full min-w-0 items-center gap-2.5 rounded-md bg-surface py-2 pr-3 pl-0 text-left hover:bg-hover"
      >
        <span aria-hidden="true" className="-my-2 w-1 self-stretch rounded-l-md bg-waiting" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="max-w-[60%] truncate text-base font-semibold">{session.project}</span>
            <span className="min-w-0 truncate text-waiting-text">{word.charAt(0).toLowerCase() + word.slice(1)}</span>
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
