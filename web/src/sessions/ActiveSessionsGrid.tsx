import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLive } from '../live/hooks';
import { useFilters, useParam } from '../live/location';
import { usePrefs } from '../live/prefs';
import { store } from '../live/store';
import { whole } from '../ui/format';
import { useLater } from '../ui/useLater';
import { useNarrow } from '../ui/useMedia';
import { GridEmpty } from './GridEmpty';
import { GridToolbar } from './GridToolbar';
import { columnsOf, gap, headingHeight, layoutRows, rowHeight, type View } from './layout';
import { SessionCard } from './SessionCard';
import { SessionRow } from './SessionRow';
import { useOrder } from './useOrder';

interface Props {
  /** What scrolls: the grid's own pane on a wide screen, the page on a narrow one. */
  scroller: RefObject<HTMLElement | null>;
  wall?: boolean;
}

/** So much is ready above and below what is in sight, px: each more costs every frame, each less shows while scrolling. */
const ahead = 320;

export function ActiveSessionsGrid({ scroller, wall = false }: Props) {
  const filters = useFilters();
  const { view: chosen, sort, group } = usePrefs();
  const narrow = useNarrow();
  const view: View = chosen ?? (narrow ? 'list' : 'comfortable');
  const held = useRef(false);
  const ids = useOrder(filters, sort, group, held);
  return (
    <section aria-label="Sessions" className="flex flex-col">
      {!wall && <GridToolbar shown={ids.length} view={view} />}
      <div
        onPointerEnter={() => {
          held.current = true;
        }}
        onPointerLeave={() => {
          held.current = false;
        }}
      >
        {ids.length === 0 ? (
          <GridEmpty view={view} height={rowHeight(view, narrow)} />
        ) : (
          <Rows ids={ids} view={view} height={rowHeight(view, narrow)} scroller={scroller} />
        )}
      </div>
    </section>
  );
}

interface RowsProps {
  ids: readonly string[];
  view: View;
  height: number;
  scroller: Props['scroller'];
}

function Rows({ ids, view, height, scroller }: RowsProps) {
  const { group } = usePrefs();
  const selected = useParam('session');
  const loaded = useLive((state) => state.loaded);
  const frame = useRef<HTMLDivElement>(null);
  const { width, offset } = useBox(frame, scroller);
  const columns = columnsOf(view, width);
  const later = useLater();
  const rows = useMemo(() => layoutRows(ids, columns, group, store.get().sessions), [ids, columns, group]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (isHeading(rows[at]) ? headingHeight : height + gap[view]),
    overscan: later ? Math.ceil(ahead / (height + gap[view])) : 0,
    scrollMargin: offset,
    initialRect: { width: 1200, height: 900 },
  });
  // Without headings every row is as high as the next: another order measures nothing anew.
  const shape = group === 'none' ? height : rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes follow the view and the headings
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, view, shape]);
  const [first, last] = [virtualizer.range?.startIndex, virtualizer.range?.endIndex];
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever scrolling brings others
  useLayoutEffect(store.leaveFrame, [first, last]);
  const cardWidth = (width - gap[view] * (columns - 1)) / columns;

  return (
    <div ref={frame} className="relative" style={{ height: virtualizer.getTotalSize() }} aria-busy={!loaded}>
      {(width === 0 ? [] : virtualizer.getVirtualItems()).flatMap((item) => {
        const row = rows[item.index];
        const top = item.start - offset;
        if (row === undefined) return [];
        if ('heading' in row) return [<Heading key={`heading ${row.heading}`} top={top} {...row} />];
        return row.ids.map((id, column) => (
          <Place
            key={id}
            id={id}
            view={view}
            selected={id === selected}
            left={column * (cardWidth + gap[view])}
            top={top}
            width={cardWidth}
            height={height}
          />
        ));
      })}
    </div>
  );
}

interface PlaceProps {
  id: string;
  view: View;
  selected: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One session where it stands. Scrolling makes those that come; it looks at none that are there. */
const Place = memo(function Place({ id, view, selected, left, top, width, height }: PlaceProps) {
  return (
    <div
      className="glide absolute top-0 left-0 [contain:layout_size_style]"
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
    >
      {view === 'list' ? (
        <SessionRow id={id} selected={selected} />
      ) : (
        <SessionCard id={id} view={view} selected={selected} />
      )}
    </div>
  );
});

const isHeading = (row: ReturnType<typeof layoutRows>[number] | undefined) => row !== undefined && 'heading' in row;

function Heading({ heading, count, top }: { heading: string; count: number; top: number }) {
  return (
    <h3
      className="absolute top-0 left-0 flex h-9 items-center gap-2 font-medium"
      style={{ transform: `translateY(${top}px)` }}
    >
      {heading === '' ? 'Unknown' : heading}
      <span className="tabular text-muted">{whole(count)}</span>
    </h3>
  );
}

/** The grid's width, and how far below the top of what scrolls it starts. */
function useBox(frame: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>) {
  // Nothing is laid out twice: cards come once the room for them is known.
  const [box, setBox] = useState({ width: 0, offset: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      const parent = scroller.current;
      const width = element.clientWidth;
      // A zoomed page (the wall screen) measures rectangles in other pixels than it lays out in.
      const rect = element.getBoundingClientRect();
      const zoom = rect.width / Math.max(1, width) || 1;
      const offset = parent === null ? 0 : (rect.top - parent.getBoundingClientRect().top) / zoom + parent.scrollTop;
      setBox((old) => (old.width === width && Math.abs(old.offset - offset) < 1 ? old : { width, offset }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // What stands above the grid may grow or go: a session that waits opens the band of those.
    if (scroller.current?.firstElementChild) observer.observe(scroller.current.firstElementChild);
    return () => observer.disconnect();
  }, [frame, scroller]);
  return box;
}
