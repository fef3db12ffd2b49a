import { anyFilter, bySession, type Filters, matchesActivity } from '../live/filters';
import { type FeedItem, isMarker, type LiveState } from '../live/state';
import { foldRows, type Row } from './fold';

/**
 * The feed as rows. The feed only grows at its end, so only what is new is filtered and only the
 * last, still open run is folded again; anything else begins anew.
 */
export class FeedRows {
  private feed: readonly FeedItem[] = [];
  private filters: Filters | null = null;
  /** Those that decide which events are shown, or null when none does. */
  private sessions: LiveState['sessions'] | null = null;
  private open: ReadonlySet<string> | null = null;
  private rows: Row[] = [];
  /** The items that a next one may still fold with, and how many rows stand before them. */
  private tail: FeedItem[] = [];
  private settled = 0;

  update(state: LiveState, filters: Filters, open: ReadonlySet<string>): readonly Row[] {
    const { feed } = state;
    const sessions = bySession(filters) ? state.sessions : null;
    const same = filters === this.filters && open === this.open && sessions === this.sessions;
    if (same && feed === this.feed) return this.rows;
    const grown = same && this.extends(feed);
    const from = grown ? this.feed.length : 0;
    if (!grown) {
      this.rows = [];
      this.tail = [];
      this.settled = 0;
    }
    this.feed = feed;
    this.filters = filters;
    this.open = open;
    this.sessions = sessions;
    const all = !anyFilter(filters);
    for (let at = from; at < feed.length; at += 1) {
      const item = feed[at];
      if (item === undefined) continue;
      if (all || isMarker(item) || matchesActivity(item, state.sessions.get(item.session_id), filters))
        this.tail.push(item);
    }
    const { rows, openFrom, openRows } = foldRows(this.tail, open);
    this.rows = [...this.rows.slice(0, this.settled), ...rows];
    this.tail = this.tail.slice(openFrom);
    this.settled = this.rows.length - openRows;
    return this.rows;
  }

  private extends(feed: readonly FeedItem[]): boolean {
    const known = this.feed.length;
    return known > 0 && feed.length >= known && feed[0] === this.feed[0] && feed[known - 1] === this.feed[known - 1];
  }
}
