import { expect, test } from 'vitest';
import { activity, alert, alertFrame, at, hello, message, metrics, session, snapshot, update } from '../testing';
import type { Frame } from '../wire/frames';
import { reduce } from './reduce';
import { emptyState, isMarker, type LiveState } from './state';

const run = (state: LiveState, ...frames: Frame[]) => reduce(state, frames, Date.now());
const ids = (state: LiveState) => state.feed.map((item) => item.id);
const markers = (state: LiveState) => state.feed.filter(isMarker).map((item) => item.marker);
const gap = (to: number, reason = 'too_slow'): Frame => ({
  type: 'gap',
  seq: to,
  timestamp: at(to),
  data: { from: 0, to, reason },
});

const scan = { state: 'watching' as const, files: 0, files_done: 0, bytes: 0, bytes_done: 0 };
const start = run(
  emptyState,
  hello(2),
  snapshot(2, { active_sessions: [session('s1')], recent_activity: [activity('b', 2), activity('a', 1)] }),
);

test('a snapshot fills everything, its activity oldest first', () => {
  expect(start.loaded).toBe(true);
  expect([...start.sessions.keys()]).toEqual(['s1']);
  expect(ids(start)).toEqual(['a', 'b']);
  expect(start.arrived).toBe(0);
});

test('the state before is left as it was', () => {
  const next = run(start, message('c', 3), update(3, session('s2')));
  expect(ids(start)).toEqual(['a', 'b']);
  expect(start.sessions.size).toBe(1);
  expect(ids(next)).toEqual(['a', 'b', 'c']);
  expect(next.arrived).toBe(1);
});

test('one message leaves every other session the same object', () => {
  const two = run(start, update(3, session('s2')));
  const next = run(two, message('c', 4), update(4, session('s2', { message_count: 9 })));
  expect(next.sessions.get('s1')).toBe(two.sessions.get('s1'));
  expect(next.sessions.get('s2')?.message_count).toBe(9);
});

test('a message that comes twice stands once', () => {
  const next = run(start, message('b', 2), message('c', 3), message('c', 3));
  expect(ids(next)).toEqual(['a', 'b', 'c']);
  expect(next.arrived).toBe(1);
});

test('a second snapshot repeats nothing that is on the screen', () => {
  const next = run(start, message('c', 3), snapshot(4, { recent_activity: [activity('d', 4), activity('c', 3)] }));
  expect(ids(next)).toEqual(['a', 'b', 'c', 'd']);
});

test('a gap is a row only when the feed has a hole', () => {
  const met = run(start, gap(9), snapshot(9, { recent_activity: [activity('i', 9), activity('b', 2)] }));
  expect(markers(met)).toEqual([]);
  const hole = run(start, gap(900), snapshot(900, { recent_activity: [activity('z', 900)] }));
  expect(markers(hole)).toEqual(['gap']);
});

test('a return is a row with what it caught up, when it has', () => {
  const away = { ...start, catchingUp: { until: null, count: 0, lostFor: 12_000 } };
  const half = run(away, hello(4), message('c', 3));
  expect(markers(half)).toEqual([]);
  const back = run(half, message('d', 4));
  expect(back.feed.at(-1)).toMatchObject({ marker: 'reconnected', text: 'Reconnected after 12 s, caught up 2' });
  expect(back.catchingUp).toBeNull();
});

test('a new epoch is said, and does not hide what has lower numbers', () => {
  const next = run(start, hello(1, 'e2'), gap(1, 'epoch_changed'), snapshot(1), message('n', 2));
  expect(markers(next)).toEqual(['restarted']);
  expect(ids(next)).toContain('n');
});

test('metrics replace the running minute and open the next', () => {
  const minute = (time: string, messages: number) => ({
    minute: time,
    messages,
    cost: 0,
    tokens: 0,
    errors: 0,
    active_sessions: 1,
  });
  const frame = (seq: number, time: string, count: number): Frame => ({
    type: 'metric_update',
    seq,
    timestamp: at(seq),
    data: { event: 'metric_update', metrics, minute: minute(time, count), scan, problems: [] },
  });
  const next = run(start, frame(3, at(0), 1), frame(4, at(0), 5), frame(5, at(60), 2));
  expect(next.history.map((point) => point.messages)).toEqual([5, 2]);
});

test('an alert changes in place', () => {
  const next = run(
    start,
    alertFrame(3, alert('x')),
    alertFrame(4, alert('y')),
    alertFrame(5, alert('x', { resolved_at: at(9) })),
  );
  expect(next.alerts.map((each) => [each.id, each.resolved_at !== null])).toEqual([
    ['y', false],
    ['x', true],
  ]);
});

test('the feed is bounded', () => {
  const next = run(start, ...Array.from({ length: 5_000 }, (_, at) => message(`m${at}`, 10 + at)));
  expect(next.feed.length).toBeLessThanOrEqual(1_800);
  expect(next.feed.at(-1)?.id).toBe('m4999');
});
