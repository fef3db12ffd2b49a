import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { arrive, at, hello, metrics, snapshot } from '../testing';
import { compact } from '../ui/format';
import { ActivitySparklines } from './ActivitySparklines';
import { lastHour, type Series } from './series';

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
  const values = (series: Series) => lastHour(history, series, metrics).map((point) => point.value);
  expect(values('messages')).toEqual([...Array.from({ length: 59 }, (_, n) => n + 30), 142]);
  expect(values('active_sessions').at(-1)).toBe(89);
  expect(values('cost').at(-1)).toBeCloseTo(18.4 / 60);
  expect(values('spent').at(-1)).toBe(30);
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
