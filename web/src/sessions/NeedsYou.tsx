import { Check } from 'lucide-react';
import { useLive } from '../live/hooks';
import { openSession, setFilter } from '../live/location';
import { waitingSessions } from '../live/need';
import type { Session } from '../live/types';
import { cn } from '../ui/cn';
import { whole } from '../ui/format';
import { Since } from '../ui/Since';
import { useHuge, useNarrow, useWide } from '../ui/useMedia';
import { says } from './says';

/**
 * The first question of the page, always answered in the same line: does anyone need me? Its height never changes, so
 * nothing below it moves when a session starts to wait; who waits beyond its width comes first in the grid anyway.
 */
export function NeedsYou() {
  const waiting = useLive((state) => waitingSessions(state.sessions));
  const loaded = useLive((state) => state.loaded);
  const room = useRoom();
  if (waiting.length === 0) return loaded ? <Nobody /> : null;
  return (
    <section
      aria-labelledby="needs-you"
      className="flex min-w-0 flex-1 overflow-hidden rounded-card border border-waiting bg-waiting-tint"
    >
      <h2 id="needs-you" className="flex bg-waiting text-base font-semibold text-on-waiting">
        <button
          type="button"
          title="Show all that wait"
          onClick={() => setFilter('status', ['waiting'])}
          className="flex items-center gap-2 px-3.5"
        >
          <span className="max-sm:sr-only">Needs you</span>
          <span className="tabular text-xl">{whole(waiting.length)}</span>
        </button>
      </h2>
      <ul className="grid min-w-0 flex-1" style={{ gridTemplateColumns: `repeat(${room}, minmax(0, 1fr))` }}>
        {waiting.slice(0, room).map((session, at) => (
          <Waiting key={session.session_id} session={session} first={at === 0} />
        ))}
      </ul>
    </section>
  );
}

const Nobody = () => (
  <p className="mr-auto flex shrink-0 items-center gap-2 px-1 text-muted">
    <Check aria-hidden className="size-4" />
    Nobody needs you
  </p>
);

/** How many stand in the line beside each other. */
function useRoom(): number {
  const narrow = useNarrow();
  const wide = useWide();
  const huge = useHuge();
  if (narrow) return 1;
  if (huge) return 5;
  return wide ? 3 : 2;
}

function Waiting({ session, first }: { session: Session; first: boolean }) {
  const { word, what, code, since } = says(session);
  return (
    <li className={cn('min-w-0', !first && 'border-l border-waiting/50')}>
      <button
        type="button"
        onClick={() => openSession(session.session_id)}
        className="flex h-full w-full min-w-0 items-center gap-2.5 px-3 text-left hover:bg-hover"
      >
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
