import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { anyFilter, bySession } from '../live/filters';
import { useLive } from '../live/hooks';
import { useFilters } from '../live/location';
import { store } from '../live/store';
import { useTick } from '../ui/clock';
import { cn } from '../ui/cn';
import { whole } from '../ui/format';
import { FeedMarker } from './FeedMarker';
import { FeedRow } from './FeedRow';
import { FeedToolbar } from './FeedToolbar';
import { FeedRows } from './feedRows';
import type { Row } from './fold';
import { rowHeight, useFollow } from './useFollow';

interface Props {
  /** Where it lies as a sheet over the page: the way to put it away. */
  onClose?: () => void;
}

/** What just happened: newest at the end, followed until the reader scrolls up. */
export function ActivityFeed({ onClose }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useRows(open);
  const busy = useTick(isBusy);
  const arrived = useLive((state) => state.arrived);
  const { from, to, following, fresh, toEnd, onScroll } = useFollow(scroller, rows, arrived, busy);
  useEffect(() => {
    addEventListener('claudelens:newest', toEnd);
    return () => removeEventListener('claudelens:newest', toEnd);
  }, [toEnd]);

  const toggle = useCallback((key: string) => {
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);

  return (
    <section
      aria-label="Activity"
      className={cn('relative flex h-full min-h-0 flex-col overflow-hidden', onClose === undefined && 'card')}
    >
      <FeedToolbar onClose={onClose} />
      <div
        ref={scroller}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto bg-surface [contain:strict] [overflow-anchor:none]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Events"
      >
        {rows.length === 0 && <Nothing />}
        <div className="relative" style={{ height: rows.length * rowHeight }}>
          {placed(rows, from, to, following && busy).map(({ row, at, slot }) => (
            <div
              key={slot}
              className="absolute inset-x-0 top-0 [contain:layout_size_style]"
              style={{ height: rowHeight, transform: `translateY(${at * rowHeight}px)` }}
            >
              <RowView row={row} busy={busy} toggle={toggle} />
            </div>
          ))}
        </div>
      </div>
      {!following && (
        <button
          type="button"
          onClick={toEnd}
          className="floating absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 px-3 py-1.5 text-accent"
        >
          <ArrowDown aria-hidden className="size-3.5" />
          <span className="tabular">{fresh > 0 ? `${whole(fresh)} new` : 'Newest'}</span>
        </button>
      )}
    </section>
  );
}

/**
 * Rows that leave lend their elements (slots) to those that come: a busy feed changes words, it builds nothing. Too
 * fast to be read in order, it also leaves the elements in theirs; otherwise they stand as they are read.
 */
function placed(rows: readonly Row[], from: number, to: number, fast: boolean) {
  // As many as there are rows in sight: one more, and a row that comes would find its element not left yet.
  const slots = to - from;
  const shown = rows.slice(from, to).map((row, n) => ({ row, at: from + n, slot: (from + n) % slots }));
  return fast ? shown.sort((a, b) => a.slot - b.slot) : shown;
}

const isBusy = () => document.documentElement.hasAttribute('data-busy');

function RowView({ row, busy, toggle }: { row: Row; busy: boolean; toggle: (key: string) => void }) {
  if (row.kind === 'marker') return <FeedMarker item={row.item} />;
  if (row.kind === 'event') return <FeedRow item={row.item} busy={busy} nested={row.nested} />;
  return <FeedRow item={row.item} busy={busy} more={row.more} open={row.open} fold={row.key} onToggle={toggle} />;
}

function useRows(open: ReadonlySet<string>): readonly Row[] {
  const feed = useLive((state) => state.feed);
  const filters = useFilters();
  const sessions = useLive((state) => (bySession(filters) ? state.sessions : null));
  const [folder] = useState(() => new FeedRows());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the feed is read from the state it belongs to
  return useMemo(() => folder.update(store.get(), filters, open), [folder, feed, filters, sessions, open]);
}

function Nothing() {
  const filtered = anyFilter(useFilters());
  const loaded = useLive((state) => state.loaded);
  const sessions = useLive((state) => state.sessions.size > 0);
  if (!loaded) return null;
  const [what, next] = filtered
    ? ['Nothing here matches the filters.']
    : sessions
      ? [
          'Nothing new since ClaudeLens was started.',
          'What these sessions did before is not told again here: open one to read it.',
        ]
      : ['Nothing has happened yet.', 'New events appear here by themselves.'];
  return (
    <p className="px-6 py-10 text-center text-balance text-muted">
      <span className="block font-medium text-text">{what}</span> {next}
    </p>
  );
}
