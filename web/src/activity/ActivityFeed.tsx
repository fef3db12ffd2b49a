import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { anyFilter, matchesActivity } from '../live/filters';
import { useLive } from '../live/hooks';
import { useFilters } from '../live/location';
import { isMarker } from '../live/state';
import { store } from '../live/store';
import { FeedMarker } from './FeedMarker';
import { FeedRow } from './FeedRow';
import { FeedToolbar } from './FeedToolbar';
import { foldRows, type Row } from './fold';
import { useFollow } from './useFollow';

const rowHeight = 48;
const markerHeight = 32;

/** What just happened: newest at the end, followed until the reader scrolls up. */
export function ActivityFeed() {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useRows(open);
  const arrived = useLive((state) => state.arrived);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (rows[at]?.kind === 'marker' ? markerHeight : rowHeight),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 6,
    initialRect: { width: 400, height: 700 },
  });
  const height = virtualizer.getTotalSize();
  const { following, fresh, toEnd, onScroll } = useFollow(scroller, height, arrived);
  useEffect(() => {
    addEventListener('claudelens:newest', toEnd);
    return () => removeEventListener('claudelens:newest', toEnd);
  }, [toEnd]);

  const toggle = (key: string) =>
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  return (
    <section aria-label="Activity" className="card relative flex h-full min-h-0 flex-col overflow-hidden">
      <FeedToolbar />
      <div
        ref={scroller}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Events"
      >
        {rows.length === 0 && <Nothing />}
        <div className="relative" style={{ height }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={row.key}
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <RowView row={row} toggle={toggle} />
              </div>
            );
          })}
        </div>
      </div>
      {!following && (
        <button
          type="button"
          onClick={toEnd}
          className="floating absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 px-3 py-1.5 text-accent"
        >
          <ArrowDown aria-hidden className="size-3.5" />
          <span className="tabular">{fresh > 0 ? `${fresh} new` : 'Newest'}</span>
        </button>
      )}
    </section>
  );
}

function RowView({ row, toggle }: { row: Row; toggle: (key: string) => void }) {
  if (row.kind === 'marker') return <FeedMarker item={row.item} />;
  if (row.kind === 'event') return <FeedRow item={row.item} nested={row.nested} />;
  return <FeedRow item={row.item} more={row.more} open={row.open} onToggle={() => toggle(row.key)} />;
}

function useRows(open: ReadonlySet<string>): Row[] {
  const feed = useLive((state) => state.feed);
  const filters = useFilters();
  return useMemo(() => {
    const { sessions } = store.get();
    const shown = anyFilter(filters)
      ? feed.filter((item) => isMarker(item) || matchesActivity(item, sessions.get(item.session_id), filters))
      : feed;
    return foldRows(shown, open, true);
  }, [feed, filters, open]);
}

function Nothing() {
  const filtered = anyFilter(useFilters());
  const loaded = useLive((state) => state.loaded);
  if (!loaded) return null;
  return (
    <p className="px-4 py-10 text-center text-muted">
      {filtered
        ? 'Nothing here matches the filters.'
        : 'Nothing has happened yet. New events appear here by themselves.'}
    </p>
  );
}
