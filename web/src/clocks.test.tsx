import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from './app';
import { watchClocks } from './clocks';
import { store } from './live/store';
import type { Connection } from './live/types';
import { arrive, hello, session, snapshot } from './testing';

let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  stop = watchClocks();
  const since = new Date(Date.now() - 60_000).toISOString();
  const tool = { id: 't', name: 'Bash', target: 'npm test', started_at: since };
  link({ phase: 'open', since: Date.now() });
  arrive(hello(1), snapshot(1, { active_sessions: [session('a', { current_tool: tool })] }));
  render(<App />);
});

afterEach(() => {
  act(() => store.setPaused(false));
  link({ phase: 'open', since: Date.now() });
  stop();
  vi.useRealTimers();
});

const link = (state: Connection) => act(() => store.connected(state));
const lose = () => {
  const lostAt = Date.now();
  const lost = { attempt: 1, lostAt, reason: '' };
  link({ phase: 'waiting', retryAt: lostAt + 4_000, ...lost });
  return () => link({ phase: 'connecting', ...lost });
};
const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1_000));
const clock = () => screen.getByRole('article').querySelector('time')?.textContent;
const stale = () => screen.getByRole('main').classList.contains('stale');

test('cut off, the page is one moment until it is connected again, also while it tries', () => {
  pass(5);
  expect(clock()).toBe('1:05');
  const tryAgain = lose();
  for (const go of [() => {}, tryAgain]) {
    go();
    pass(3);
    expect(clock()).toBe('1:05');
    expect(stale()).toBe(true);
    expect(screen.getByRole('status').textContent).toContain('Not connected since');
    expect(document.title).toContain('Not connected');
  }
  link({ phase: 'open', since: Date.now() });
  expect(clock()).toBe('1:11');
  expect(stale()).toBe(false);
  expect(document.title).toBe('ClaudeLens');
});

test('it says when it tries again, by a clock that runs', () => {
  lose();
  expect(screen.getByText(/Trying again in 4 s/)).toBeTruthy();
  pass(3);
  expect(screen.getByText(/Trying again in 1 s/)).toBeTruthy();
});

test('held after it was cut off, it still shows the moment at which it was cut off', () => {
  lose();
  pass(10);
  act(() => store.setPaused(true));
  expect(clock()).toBe('1:00');
});
