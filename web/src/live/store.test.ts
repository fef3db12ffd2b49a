import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hello, message, session, snapshot, update } from '../testing';
import { connect, LiveStore } from './store';

let paint: (() => void) | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    paint = callback;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    paint = undefined;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('many frames are one change, at the next animation frame', () => {
  const store = new LiveStore();
  const changed = vi.fn();
  store.subscribe(changed);
  store.receive([hello(1), snapshot(1)]);
  store.receive([message('a', 2), message('b', 3)]);
  expect(changed).not.toHaveBeenCalled();
  paint?.();
  expect(changed).toHaveBeenCalledTimes(1);
  expect(store.get().feed).toHaveLength(2);
});

test('messages take the next frame when other work has had this one, but never wait for two', () => {
  const store = new LiveStore();
  const nextFrame = (worked: boolean) => {
    vi.advanceTimersByTime(16);
    if (worked) store.leaveFrame();
    paint?.();
  };
  // Nothing waits yet: this gives nothing up.
  store.leaveFrame();
  store.receive([hello(1), snapshot(1), message('a', 2)]);
  nextFrame(true);
  expect(store.get().feed).toHaveLength(0);
  nextFrame(true);
  expect(store.get().feed).toHaveLength(1);

  store.receive([message('b', 3)]);
  nextFrame(true);
  expect(store.get().feed).toHaveLength(1);
  nextFrame(false);
  expect(store.get().feed).toHaveLength(2);
});

test('a page that is not painted is right all the same', () => {
  const store = new LiveStore();
  store.receive([hello(1), snapshot(1), message('a', 2)]);
  vi.advanceTimersByTime(300);
  expect(store.get().feed).toHaveLength(1);
});

test('paused: what is shown holds still, what is true goes on', () => {
  const store = new LiveStore();
  store.receive([hello(1), snapshot(1, { active_sessions: [session('s1')] })]);
  store.flush();
  store.setPaused(true);
  store.receive([message('a', 2), update(2, session('s1', { message_count: 50 }))]);
  store.flush();
  expect(store.get().sessions.get('s1')?.message_count).toBe(3);
  expect(store.now().sessions.get('s1')?.message_count).toBe(50);
  store.setPaused(false);
  expect(store.get().feed).toHaveLength(1);
});

test('a lost connection that returns says so in the feed', () => {
  const store = new LiveStore();
  store.connected({ phase: 'open', since: Date.now() });
  store.receive([hello(1), snapshot(1)]);
  store.flush();
  store.connected({ phase: 'waiting', attempt: 1, lostAt: Date.now(), retryAt: 0, reason: '' });
  vi.advanceTimersByTime(5_000);
  store.connected({ phase: 'open', since: Date.now() });
  store.receive([hello(2), message('a', 2)]);
  store.flush();
  expect(store.get().feed.at(-1)).toMatchObject({ text: 'Reconnected after 5 s, caught up 1' });
});

test('asks for more than the rate above which messages are folded: a page paints them together anyway', () => {
  const opened: URL[] = [];
  class Socket {
    constructor(url: URL) {
      opened.push(url);
    }
    close() {}
  }
  vi.stubGlobal('WebSocket', Socket);
  connect(new LiveStore())();
  expect(opened.map((url) => url.searchParams.get('max_rate'))).toEqual(['1000']);
});
