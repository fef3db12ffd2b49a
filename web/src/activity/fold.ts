import { type FeedItem, isMarker, type Marker } from '../live/state';
import type { Activity } from '../live/types';

/** One row of the feed: an event, a marker, or a burst of one session folded into its newest event. */
export type Row =
  | { kind: 'event'; key: string; item: Activity; nested: boolean }
  | { kind: 'burst'; key: string; item: Activity; more: number; open: boolean }
  | { kind: 'marker'; key: string; item: Marker };

export interface Folded {
  rows: Row[];
  /** From which item on, and into how many rows, the last run is still open to what comes next. */
  openFrom: number;
  openRows: number;
}

const burstWithin = 1_500;
const burstFrom = 4;
const burstMost = 50;

/** What a reader must not miss in a fold: what people say, and what goes wrong. */
const stands = (item: Activity) => item.is_error || item.type === 'prompt' || item.type === 'interrupted';

export function foldRows(items: readonly FeedItem[], open: ReadonlySet<string>): Folded {
  const rows: Row[] = [];
  let run: Activity[] = [];
  let rowsBefore = 0;
  const close = () => {
    rowsBefore = rows.length;
    rows.push(...rowsOf(run, open));
    run = [];
  };
  for (const item of items) {
    if (isMarker(item)) {
      close();
      rows.push({ kind: 'marker', key: item.id, item });
    } else if (stands(item)) {
      close();
      rows.push({ kind: 'event', key: item.id, item, nested: false });
    } else {
      if (!continues(run, item)) close();
      run.push(item);
    }
  }
  const openFrom = items.length - run.length;
  close();
  return { rows, openFrom, openRows: rows.length - rowsBefore };
}

function rowsOf(run: readonly Activity[], open: ReadonlySet<string>): Row[] {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  const folded = run.length >= burstFrom;
  const key = `burst ${first.id}`;
  const opened = folded && open.has(key);
  const events = run.map((item): Row => ({ kind: 'event', key: item.id, item, nested: folded }));
  if (!folded) return events;
  const burst: Row = { kind: 'burst', key, item: last, more: run.length - 1, open: opened };
  return opened ? [burst, ...events] : [burst];
}

function continues(run: readonly Activity[], item: Activity): boolean {
  const last = run.at(-1);
  if (last === undefined) return true;
  if (run.length >= burstMost || last.session_id !== item.session_id) return false;
  return Date.parse(item.timestamp) - Date.parse(last.timestamp) < burstWithin;
}
