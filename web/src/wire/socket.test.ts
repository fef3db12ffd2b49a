import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hello, message, snapshot } from '../testing';
import type { Frame } from './frames';
import { ActivitySocket, type Connection } from './socket';

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readonly readyState = FakeSocket.OPEN;
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  closed = false;
  readonly url: string;
  readonly protocol: string;

  constructor(url: URL, protocol: string) {
    this.url = url.href;
    this.protocol = protocol;
    FakeSocket.all.push(this);
  }

  close() {
    this.closed = true;
  }

  send(text: string) {
    this.sent.push(text);
  }

  say(...frames: Frame[]) {
    this.onmessage?.({ data: JSON.stringify(frames) });
  }

  end(code: number, reason = '') {
    this.onclose?.({ code, reason });
  }
}

const states: Connection[] = [];
const frames: Frame[] = [];
let socket: ActivitySocket;
const newest = () => FakeSocket.all.at(-1) as FakeSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  states.length = 0;
  frames.length = 0;
  socket = new ActivitySocket('ws://host/ws/activity-stream?types=alert', {
    frames: (batch) => frames.push(...batch),
    connection: (state) => states.push(state),
  });
  socket.start();
});

afterEach(() => {
  vi.restoreAllMocks();
  socket.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('asks for the subprotocol, and for a snapshot the first time', () => {
  expect(newest().protocol).toBe('claudelens.v1');
  expect(newest().url).not.toContain('since');
});

test('is live when the server greets, not before', () => {
  expect(states.at(-1)?.phase).toBe('connecting');
  newest().say(hello(4));
  expect(states.at(-1)?.phase).toBe('open');
});

test('comes back where it stopped', () => {
  newest().say(hello(4), snapshot(4), message('a', 5), message('b', 6));
  newest().end(1006);
  expect(states.at(-1)).toMatchObject({ phase: 'waiting', attempt: 1 });
  vi.advanceTimersByTime(1_000);
  expect(FakeSocket.all).toHaveLength(2);
  expect(new URL(newest().url).searchParams.get('since')).toBe('e1:6');
});

test('honours what the server said about coming back', () => {
  newest().say(hello(4), { type: 'bye', seq: 4, timestamp: '', data: { reason: 'restart', retry_after: 7 } });
  newest().end(4001);
  vi.advanceTimersByTime(6_900);
  expect(FakeSocket.all).toHaveLength(1);
  vi.advanceTimersByTime(700);
  expect(FakeSocket.all).toHaveLength(2);
});

test('waits longer with each failed try, never over 30 s, and from the start again after a greeting', () => {
  const waits: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    newest().end(1006);
    const state = states.at(-1);
    if (state?.phase !== 'waiting') throw new Error('should wait');
    waits.push(state.retryAt - Date.now());
    vi.advanceTimersByTime(state.retryAt - Date.now());
  }
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  newest().say(hello(1));
  newest().end(1006);
  expect(states.at(-1)).toMatchObject({ phase: 'waiting', attempt: 1 });
});

test('what was true ends with the last word, not with the moment at which the silence was noticed', () => {
  newest().say(hello(4));
  const heard = Date.now();
  vi.advanceTimersByTime(25_000);
  expect(states.at(-1)).toMatchObject({ phase: 'waiting', lostAt: heard });
});

test('a silent connection is dead after 25 s; one that speaks is not', () => {
  newest().say(hello(4));
  vi.advanceTimersByTime(24_000);
  newest().say({ type: 'bookmark', seq: 9, timestamp: '', data: { seq: 9, frames: 0, server_time: '' } });
  vi.advanceTimersByTime(24_000);
  expect(states.at(-1)?.phase).toBe('open');
  vi.advanceTimersByTime(1_200);
  expect(states.at(-1)).toMatchObject({ phase: 'waiting' });
  expect(FakeSocket.all[0]?.closed).toBe(true);
});

test('a refusal stops it, an order to start anew forgets the cursor', () => {
  newest().say(hello(4), snapshot(4));
  newest().end(4010);
  vi.advanceTimersByTime(1_000);
  expect(newest().url).not.toContain('since');
  newest().end(4501, 'not allowed');
  expect(states.at(-1)).toMatchObject({ phase: 'stopped', code: 4501, reason: 'not allowed' });
  vi.advanceTimersByTime(120_000);
  dispatchEvent(new Event('online'));
  expect(FakeSocket.all).toHaveLength(2);
  socket.retry();
  expect(FakeSocket.all).toHaveLength(3);
});

test('tries at once when the network or the reader is back', () => {
  newest().end(1006);
  dispatchEvent(new Event('online'));
  expect(FakeSocket.all).toHaveLength(2);
  newest().end(1006);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(FakeSocket.all).toHaveLength(3);
});

test('keeps a gap only when it lost something', () => {
  const gap = (from: number, to: number): Frame => ({
    type: 'gap',
    seq: to,
    timestamp: '',
    data: { from, to, reason: 'too_slow' },
  });
  newest().say(hello(4), snapshot(10), gap(3, 9));
  expect(frames.map((frame) => frame.type)).toEqual(['hello', 'snapshot']);
  newest().say(gap(10, 20));
  expect(frames.at(-1)?.type).toBe('gap');
});

const bookmark = (seq: number, count: number): Frame => ({
  type: 'bookmark',
  seq,
  timestamp: '',
  data: { seq, frames: count, server_time: '' },
});

test('a frame that did not come is missed at the next bookmark, said, and asked for again', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  newest().say(hello(4), snapshot(4), message('a', 5), bookmark(5, 1));
  expect(states.at(-1)?.phase).toBe('open');
  newest().say(message('c', 7), bookmark(7, 3));
  expect(said).toHaveBeenCalledOnce();
  expect(states.at(-1)).toMatchObject({ phase: 'waiting', reason: 'frames were missing' });
  vi.advanceTimersByTime(1_000);
  expect(new URL(newest().url).searchParams.get('since')).toBe('e1:5');
  newest().say(hello(7), message('b', 6), message('c', 7), bookmark(7, 2));
  expect(states.at(-1)?.phase).toBe('open');
});

test('a seq that goes back is a hole as well', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  newest().say(hello(4), snapshot(4), message('b', 6), message('a', 5));
  expect(said).toHaveBeenCalledOnce();
  expect(frames.map((frame) => frame.seq)).toEqual([4, 4, 6]);
  vi.advanceTimersByTime(1_000);
  expect(new URL(newest().url).searchParams.get('since')).toBe('e1:4');
});

test('out of sight it is told once a second, also after a reconnect; in sight again at once', () => {
  const look = vi.spyOn(document, 'visibilityState', 'get');
  const seen = (visibility: DocumentVisibilityState) => {
    look.mockReturnValue(visibility);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const slow = '{"type":"pace","seconds":1}';
  newest().say(hello(1), snapshot(1));
  expect(newest().sent).toEqual([]);
  seen('hidden');
  seen('hidden');
  expect(newest().sent).toEqual([slow]);
  newest().end(1006);
  vi.advanceTimersByTime(1_000);
  newest().say(hello(1));
  expect(newest().sent).toEqual([slow]);
  seen('visible');
  expect(newest().sent).toEqual([slow, '{"type":"pace","seconds":0}']);
});
