import type { Frame, Session } from '../wire/frames';
import { ActivitySocket, type Connection } from '../wire/socket';
import { delays } from './delay';
import { reduce } from './reduce';
import { emptyState, type LiveState } from './state';

type Listener = () => void;

/** Message frames a second that a page keeps up with: above it the server says those of one session together. */
const maxRate = 1_000;
/** A frame that no animation frame shows in time (hidden tab, covered window) is applied anyway. */
const lateFlush = 250;
const hiddenFlush = 1_000;
/** So many at once are a flood, of which nobody reads each: the next come after a pause, and the browser keeps its frames. */
const flood = 40;
const floodPause = 50;
/** What is left of a frame, at most, when other work has been done in it. */
const frameRest = 8;

/**
 * The page's one store. Frames are queued and applied once per animation frame; what is shown may
 * be held (paused) while what is true goes on.
 */
export class LiveStore {
  private actual: LiveState = emptyState;
  private shown: LiveState = emptyState;
  private heldSince: number | null = null;
  private queue: Frame[] = [];
  private frame = 0;
  private pauseUntil = 0;
  private yielded = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<Listener>();
  private link: Connection = { phase: 'connecting', attempt: 0, lostAt: null };
  private wasLostAt: number | null = null;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  /** What is on the screen. */
  readonly get = (): LiveState => this.shown;
  /** What is true now, also while paused. */
  readonly now = (): LiveState => this.actual;
  readonly connection = (): Connection => this.link;
  readonly paused = (): boolean => this.heldSince !== null;
  /** Since when the screen is held; null while it is not. */
  readonly pausedAt = (): number | null => this.heldSince;
  /** Since when the server is out of reach; null while it is not, and before it first was asked. */
  readonly lostAt = (): number | null => (this.link.phase === 'open' ? null : this.link.lostAt);
  /** The moment that the screen shows, when that is not now: held or cut off, whichever came first. */
  readonly moment = (): number | null => {
    const [held, lost] = [this.heldSince, this.lostAt()];
    return held === null || lost === null ? (held ?? lost) : Math.min(held, lost);
  };

  readonly setPaused = (paused: boolean): void => {
    this.heldSince = paused ? (this.heldSince ?? Date.now()) : null;
    this.show();
  };

  /** Brings onto the screen what is true, unless somebody holds it or nobody looks. */
  readonly show = (): void => {
    if (!this.still()) this.shown = this.actual;
    this.publish();
  };

  readonly receive = (frames: Frame[]): void => {
    for (const frame of frames) this.queue.push(frame);
    delays.received(frames);
    this.schedule();
  };

  readonly connected = (link: Connection): void => {
    if (link.phase === 'open') {
      if (this.wasLostAt !== null) this.comeBack(Date.now() - this.wasLostAt);
      this.wasLostAt = null;
    } else if (link.phase !== 'connecting') {
      if (this.actual.loaded) this.wasLostAt = link.lostAt;
    }
    this.link = link;
    this.publish();
  };

  /** Sessions that no frame speaks of any more; what is known of a live one is newer. */
  readonly remember = (sessions: readonly Session[]): void => {
    const known = new Map(sessions.map((session) => [session.session_id, session]));
    for (const [id, session] of this.actual.sessions) known.set(id, session);
    this.actual = { ...this.actual, sessions: known };
    this.show();
  };

  readonly flush = (): void => {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = 0;
    this.timer = undefined;
    if (this.queue.length === 0) return;
    const frames = this.queue;
    this.queue = [];
    this.yielded = false;
    this.pauseUntil = frames.length > flood ? performance.now() + floodPause : 0;
    this.actual = reduce(this.actual, frames, Date.now());
    this.show();
    if (!this.still()) delays.shown(frames, this.actual.clockSkew);
  };

  /** Other work has had this frame already: messages take the next one, but never wait for two. */
  readonly leaveFrame = (): void => {
    if (this.yielded || this.queue.length === 0) return;
    this.yielded = true;
    this.pauseUntil = Math.max(this.pauseUntil, performance.now() + frameRest);
  };

  /** A page out of sight keeps the count (who waits, which alerts) and draws nothing. */
  private still(): boolean {
    return this.paused() || document.visibilityState === 'hidden';
  }

  private comeBack(lostFor: number): void {
    this.actual = { ...this.actual, catchingUp: { until: null, count: 0, lostFor } };
    delays.reconnects += 1;
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    const hidden = document.visibilityState === 'hidden';
    if (!hidden) this.frame = requestAnimationFrame(this.painted);
    this.timer = setTimeout(this.flush, hidden ? hiddenFlush : lateFlush);
  }

  private readonly painted = (): void => {
    if (performance.now() >= this.pauseUntil) this.flush();
    else this.frame = requestAnimationFrame(this.painted);
  };

  private publish(): void {
    for (const listener of this.listeners) listener();
  }
}

export const store = new LiveStore();

/** Opens the page's one socket; returns the way to close it. */
export function connect(target: LiveStore = store): () => void {
  const url = new URL('/ws/activity-stream', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('types', 'new_message,session_update,alert,metric_update');
  url.searchParams.set('max_rate', String(maxRate));
  const socket = new ActivitySocket(url.href, { frames: target.receive, connection: target.connected });
  const shown = () => {
    if (document.visibilityState !== 'visible') return;
    target.flush();
    target.show();
  };
  document.addEventListener('visibilitychange', shown);
  addEventListener('claudelens:reconnect', socket.retry);
  socket.start();
  return () => {
    document.removeEventListener('visibilitychange', shown);
    removeEventListener('claudelens:reconnect', socket.retry);
    socket.stop();
  };
}
