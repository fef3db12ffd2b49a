import { backoff } from './backoff';
import { Cursor } from './cursor';
import type { Frame } from './frames';

export type Connection =
  | { phase: 'connecting'; attempt: number; lostAt: number | null }
  | { phase: 'open'; since: number }
  | { phase: 'waiting'; attempt: number; lostAt: number; retryAt: number; reason: string }
  | { phase: 'stopped'; lostAt: number; code: number; reason: string };

export interface Receiver {
  frames(frames: Frame[]): void;
  connection(state: Connection): void;
}

const silentAfter = 25_000;
/** The server says something every 10 s: whoever heard nothing for longer was cut off before they noticed. */
const heardWithin = 15_000;
const connectWithin = 10_000;

/**
 * One socket that stays: it resumes where it stopped, comes back with full jitter, and takes a
 * connection that says nothing (the server sends a bookmark every 10 s) for dead.
 */
export class ActivitySocket {
  readonly cursor = new Cursor();
  private readonly url: string;
  private readonly receiver: Receiver;
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private lostAt: number | null = null;
  private heardAt = 0;
  private retryAfter: number | null = null;
  private running = false;
  private refused = false;
  private pace = 0;

  constructor(url: string, receiver: Receiver) {
    this.url = url;
    this.receiver = receiver;
  }

  start(): void {
    this.running = true;
    addEventListener('online', this.hurry);
    addEventListener('offline', this.offline);
    document.addEventListener('visibilitychange', this.looked);
    this.open();
  }

  stop(): void {
    this.running = false;
    removeEventListener('online', this.hurry);
    removeEventListener('offline', this.offline);
    document.removeEventListener('visibilitychange', this.looked);
    clearTimeout(this.timer);
    this.drop();
  }

  /** A person asks for it: also after a refusal. */
  readonly retry = (): void => {
    if (this.running && this.socket === null) this.open();
  };

  private readonly hurry = (): void => {
    if (!this.refused && document.visibilityState !== 'hidden') this.retry();
  };

  private readonly looked = (): void => {
    this.hurry();
    this.askPace();
  };

  /** Nobody sees it: whatever came within a second is told together, and at once when somebody looks again. */
  private askPace(): void {
    const pace = document.visibilityState === 'hidden' ? 1 : 0;
    if (pace === this.pace || this.socket?.readyState !== WebSocket.OPEN) return;
    this.pace = pace;
    this.socket.send(JSON.stringify({ type: 'pace', seconds: pace }));
  }

  private readonly offline = (): void => {
    if (this.socket !== null) this.lost(1006, 'this machine is offline');
  };

  private open(): void {
    clearTimeout(this.timer);
    this.drop();
    this.refused = false;
    this.pace = 0;
    this.receiver.connection({ phase: 'connecting', attempt: this.attempt, lostAt: this.lostAt });
    const url = new URL(this.url);
    const since = this.cursor.value;
    if (since !== null) url.searchParams.set('since', since);
    const socket = new WebSocket(url, 'claudelens.v1');
    this.socket = socket;
    this.expect(connectWithin, 'no answer');
    // The server may still read its journal before it greets; the silence after the handshake is longer.
    socket.onopen = () => this.expect(silentAfter, 'no greeting');
    socket.onmessage = (event) => this.received(String(event.data));
    socket.onclose = (event) => this.lost(event.code, event.reason);
  }

  private received(text: string): void {
    this.expect(silentAfter, 'silent for 25 s');
    this.heardAt = Date.now();
    const parsed = JSON.parse(text) as Frame | Frame[];
    const frames: Frame[] = [];
    let hole: Frame | undefined;
    for (const frame of Array.isArray(parsed) ? parsed : [parsed]) {
      const verdict = this.cursor.take(frame);
      if (verdict === 'hole') {
        hole = frame;
        break;
      }
      if (verdict === 'new') frames.push(frame);
      if (frame.type === 'hello') this.greeted();
      else if (frame.type === 'bye') this.retryAfter = frame.data.retry_after;
    }
    if (frames.length > 0) this.receiver.frames(frames);
    if (hole !== undefined) this.repair(hole);
  }

  /** A stream never leaves anything out unsaid: when it did, that is a bug, and what is missing is fetched again. */
  private repair(at: Frame): void {
    this.cursor.back();
    console.error(`The stream has a hole before ${at.type} ${at.seq}: asking again from ${this.cursor.value}.`, at);
    this.lost(1006, 'frames were missing');
  }

  private greeted(): void {
    this.attempt = 0;
    this.lostAt = null;
    this.receiver.connection({ phase: 'open', since: Date.now() });
    this.askPace();
  }

  private lost(code: number, reason: string): void {
    this.drop();
    clearTimeout(this.timer);
    this.lostAt ??= this.lastTrue();
    this.refused = code >= 4500 && code <= 4999;
    if (this.refused) {
      this.receiver.connection({ phase: 'stopped', lostAt: this.lostAt, code, reason });
      return;
    }
    if (code === 4010) this.cursor.forget();
    const delay = this.retryAfter === null ? backoff(this.attempt) : this.retryAfter * 1000 + Math.random() * 500;
    this.retryAfter = null;
    this.attempt += 1;
    const retryAt = Date.now() + delay;
    this.timer = setTimeout(() => this.open(), delay);
    this.receiver.connection({ phase: 'waiting', attempt: this.attempt, lostAt: this.lostAt, retryAt, reason });
  }

  /** Until when what this page shows was true: now, unless the machine slept or the way was dead for a while. */
  private lastTrue(): number {
    const now = Date.now();
    return this.heardAt > 0 && now - this.heardAt > heardWithin ? this.heardAt : now;
  }

  private expect(within: number, otherwise: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lost(1006, otherwise), within);
  }

  private drop(): void {
    const socket = this.socket;
    if (socket === null) return;
    this.socket = null;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
