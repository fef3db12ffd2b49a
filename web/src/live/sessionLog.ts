import { getEvents } from '../wire/api';
import type { Activity } from '../wire/frames';
import { isMarker } from './state';
import { store } from './store';

export interface Log {
  /** Oldest first. */
  events: readonly Activity[];
  state: 'loading' | 'ready' | 'failed';
  error: string | null;
}

const page = 500;
const pages = 20;

/** All that one session did: what the journal holds, newest pages first, then what the feed brings while it is open. */
export class SessionLog {
  private log: Log = { events: [], state: 'loading', error: null };
  private newest = 0;
  private readonly known = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly stopping = new AbortController();
  private readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  readonly get = (): Log => this.log;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads the past, then follows; returns the way to stop. */
  start(): () => void {
    let feed = store.get().feed;
    const stop = store.subscribe(() => {
      if (store.get().feed === feed) return;
      feed = store.get().feed;
      if (this.log.state === 'ready') this.follow();
    });
    this.read().catch((error: Error) => {
      if (!this.stopping.signal.aborted) this.set({ ...this.log, state: 'failed', error: error.message });
    });
    return () => {
      stop();
      this.stopping.abort();
    };
  }

  private async read(): Promise<void> {
    let before: number | null = null;
    for (let turn = 0; turn < pages; turn += 1) {
      const { events, next } = await getEvents(this.id, before, page, this.stopping.signal);
      this.add(events, 'loading');
      before = next;
      if (before === null) break;
    }
    this.set({ ...this.log, state: 'ready' });
    this.follow();
  }

  private follow(): void {
    const fresh: Activity[] = [];
    for (const item of store.get().feed.toReversed()) {
      if (isMarker(item)) continue;
      if (item.seq <= this.newest) break;
      if (item.session_id === this.id) fresh.push(item);
    }
    this.add(fresh, 'ready');
  }

  private add(events: readonly Activity[], state: Log['state']): void {
    const fresh = events.filter((event) => !this.known.has(event.id));
    if (fresh.length === 0) return;
    for (const event of fresh) {
      this.known.add(event.id);
      this.newest = Math.max(this.newest, event.seq);
    }
    // By the client's clock: a subagent's file may have been read after, and stand behind, its session's.
    const all = [...this.log.events, ...fresh].sort(
      (a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp) || a.seq - b.seq,
    );
    this.set({ ...this.log, events: all, state });
  }

  private set(log: Log): void {
    this.log = log;
    for (const listener of this.listeners) listener();
  }
}
