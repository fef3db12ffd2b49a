import { type FeedItem, isMarker, type Marker } from '../live/state';
import type { Activity } from '../live/types';

/** One row of the feed: an event, a marker, or a burst of one session folded into its newest event. */
export type Row =
  | { kind: 'event'; key: string; item: Activity; nested: boolean }
  | { kind: 'burst'; key: string; item: Activity; more: number; open: boolean }
  | { kind: 'marker'; key: string; item: Marker };

const burstWithin = 1_500;
const burstFrom = 4;
const burstMost = 50;

/** What a reader must not miss in a fold: what people say, and what goes wrong. */
const stands = (item: Activity) => item.is_error || item.type === 'prompt' || item.type === 'interrupted';

export function foldRows(items: readonly FeedItem[], open: ReadonlySet<string>, fold: boolean): Row[] {
  const rows: Row[] = [];
  let run: Activity[] = [];
  const close = () => {
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) return;
    const folded = run.length >= burstFrom;
    if (folded)
      rows.push({
        kind: 'burst',
        key: `burst ${first.id}`,
        item: last,
        more: run.length - 1,
        open: open.has(`burst ${first.id}`),
      });
    if (!folded || open.has(`burst ${first.id}`))
      for (const item of run) rows.push({ kind: 'event', key: item.id, item, nested: folded });
    run = [];
  };
  for (const item of items) {
    if (isMarker(item)) {
      close();
      rows.push({ kind: 'marker', key: item.id, item });
    } else if (!fold || stands(item)) {
      close();
      rows.push({ kind: 'event', key: item.id, item, nested: false });
    } else {
      if (!continues(run, item)) close();
      run.push(item);
    }
  }
  close();
  return rows;
}

function continues(run: readonly Activity[], item: Activity): boolean {
  const last = run.at(-1);
  if (last === undefined || run.length >= burstMost) return false;
  return last.session_id === item.session_id && Date.parse(item.timestamp) - Date.parse(last.timestamp) < burstWithin;
}
