import { ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { ActivityFeed } from './activity/ActivityFeed';
import { useLive } from './live/hooks';
import { isMarker } from './live/state';
import { SessionPanel } from './sessions/SessionPanel';
import { shortTarget } from './ui/format';
import { useLater } from './ui/useLater';

/** The column beside the grid: the feed, and over it the session that is open. */
export function Side({ session, wide }: { session: string | null; wide: boolean }) {
  const later = useLater();
  if (!wide)
    return (
      <>
        <Sheet />
        {session !== null && (
          <div className="fixed inset-0 z-30 bg-bg p-2">
            <SessionPanel id={session} />
          </div>
        )}
      </>
    );
  return (
    <aside className="relative w-[380px] shrink-0 xl:w-[420px] 2xl:w-[480px]">
      <div className="h-full" inert={session !== null}>
        {later ? <ActivityFeed /> : <div className="card h-full" />}
      </div>
      {session !== null && (
        <div className="absolute inset-0">
          <SessionPanel id={session} />
        </div>
      )}
    </aside>
  );
}

/** On a narrow screen the feed waits at the foot of the page, one tap away. */
function Sheet() {
  const [open, setOpen] = useState(false);
  const newest = useLive((state) => state.feed.at(-1));
  const text =
    newest === undefined || isMarker(newest)
      ? ''
      : `${newest.project}: ${newest.tool ?? newest.summary} ${newest.target ?? ''}`;
  return (
    <aside className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
      {open ? (
        <div className="rise h-[70dvh]">
          <ActivityFeed onClose={() => setOpen(false)} />
        </div>
      ) : (
        <button
          type="button"
          aria-expanded={false}
          onClick={() => setOpen(true)}
          className="flex h-11 w-full items-center gap-2 px-4 text-left"
        >
          <span className="font-semibold">Activity</span>
          <span className="min-w-0 flex-1 truncate text-muted">{shortTarget(text, 80)}</span>
          <ChevronUp aria-hidden className="size-4 text-muted" />
        </button>
      )}
    </aside>
  );
}
