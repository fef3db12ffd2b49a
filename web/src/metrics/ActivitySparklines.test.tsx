import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { arrive, at, hello, metrics, snapshot } from '../testing';
import { compact } from '../ui/format';
import { paths } from '../ui/Sparkline';
import { ActivitySparklines } from './ActivitySparklines';
import { lastHour, type Series, trend } from './series';

const history = Array.from({ length: 90 }, (_, n) => ({
  minute: at(n * 60),
  messages: n,
  cost: 0.5,
  tokens: 0,
  errors: 0,
  active_sessions: n,
}));

beforeAll(() => arrive(hello(1), snapshot(1, { history })));

test('the last hour; the minute that still runs stands for the last 60 s', () => {
  const state = { history, metrics, sessionsKnownSince: null };
  const values = (series: Series) => lastHour(state, series).map((point) => point.value);
  expect(values('messages')).toEqual([...Array.from({ length: 59 }, (_, n) => n + 30), 142]);
  expect(values('active_sessions').at(-1)).toBe(89);
  expect(values('cost').at(-1)).toBeCloseTo(18.4 / 60);
  expect(values('spent').at(-1)).toBe(30);
});

test('minutes before anybody counted are not drawn, have no value, and make no trend', () => {
  const state = { history, metrics, sessionsKnownSince: at(87 * 60) };
  const values = lastHour(state, 'active_sessions').map((point) => point.value);
  expect(values.slice(-4)).toEqual([null, 87, 88, 89]);
  expect(trend(state, 'active_sessions')).toBe('steady');
  expect(lastHour(state, 'messages').every((point) => point.value !== null)).toBe(true);
  const { line, area } = paths([null, null, 1, 2], 1);
  expect(line).toMatch(/^M66\.67 \S+L100\.00 \S+$/);
  expect(area).toMatch(/^M66\.67 100L/);
  // The first minute of a server is drawn too: as long as a minute.
  expect(paths([null, null, null, 1], 1).line).toMatch(/^M100\.00 \S+h-33\.33$/);
});

test('pointing at one reads the same minute in all', () => {
  render(
    <>
      <ActivitySparklines series="messages" label="messages" format={compact} atLeast={1} />
      <ActivitySparklines series="spent" label="spent" format={compact} atLeast={1} />
    </>,
  );
  const [first] = screen.getAllByRole('img');
  if (first === undefined) throw new Error('no chart');
  first.getBoundingClientRect = () => ({ left: 0, width: 100 }) as DOMRect;
  fireEvent.pointerMove(first, { clientX: 0 });
  expect(screen.getByText(/· 30$/)).toBeTruthy();
  expect(screen.getByText(/· 0.5$/)).toBeTruthy();
  fireEvent.pointerLeave(first);
  expect(screen.queryByText(/· 30$/)).toBeNull();
});

test('says what it shows to those who do not see it', () => {
  render(<ActivitySparklines series="messages" label="messages" format={compact} atLeast={1} />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('messages, last hour: up to 142 a minute');
});
