import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { toggleFilter } from '../live/location';
import { store } from '../live/store';
import { activity, arrive, hello, message, session, snapshot, update } from '../testing';
import { ActivityFeed } from './ActivityFeed';

beforeAll(() =>
  arrive(
    hello(9),
    snapshot(9, {
      active_sessions: [session('s1', { title: 'Fix cart rounding' }), session('s2', { project: 'billing' })],
      recent_activity: [
        activity('three', 3, {
          session_id: 's2',
          project: 'billing',
          type: 'prompt',
          tool: null,
          summary: 'Add VAT rules',
        }),
        activity('two', 2, { type: 'error', tool: 'Bash', is_error: true, summary: 'Bash exited 1' }),
        activity('one', 1),
      ],
    }),
  ),
);

const log = () => screen.getByRole('log');

function scrolled(top: number) {
  // The event of the list's own step to its end comes first.
  fireEvent.scroll(log());
  Object.defineProperty(log(), 'scrollHeight', { value: 5_000, configurable: true });
  Object.defineProperty(log(), 'clientHeight', { value: 800, configurable: true });
  log().scrollTop = top;
  fireEvent.scroll(log());
}

test('one line an event: icon, tool and target, project, session, cost; newest last', () => {
  render(<ActivityFeed />);
  const text = log().textContent ?? '';
  expect(text.indexOf('src/one.ts')).toBeLessThan(text.indexOf('Add VAT rules'));
  expect(within(log()).getByLabelText('Tool')).toBeTruthy();
  expect(within(log()).getByLabelText('Error')).toBeTruthy();
  expect(text).toContain('Fix cart rounding');
  expect(text).toContain('$0.012');
});

test('follows at the end, holds still and counts when the reader scrolled up, comes back with a click', async () => {
  render(<ActivityFeed />);
  scrolled(4_200);
  expect(screen.queryByRole('button', { name: /new/i })).toBeNull();
  scrolled(1_000);
  arrive(message('n1', 20), message('n2', 21));
  expect(log().scrollTop).toBe(1_000);
  const pill = screen.getByRole('button', { name: '2 new' });
  await userEvent.click(pill);
  expect(log().scrollTop).toBe(5 * 48);
  expect(screen.queryByRole('button', { name: /new/i })).toBeNull();
});

test('filters of the address decide what is shown', () => {
  render(<ActivityFeed />);
  act(() => toggleFilter('project', 'billing'));
  expect(log().textContent).toContain('Add VAT rules');
  expect(log().textContent).not.toContain('src/one.ts');
  act(() => toggleFilter('project', 'nobody'));
  act(() => toggleFilter('project', 'billing'));
  expect(log().textContent).toContain('Nothing here matches the filters');
});

test('what a session becomes shows and hides its events, though nothing new happened', () => {
  render(<ActivityFeed />);
  act(() => toggleFilter('status', 'waiting'));
  expect(log().textContent).not.toContain('Add VAT rules');
  arrive(update(10, session('s2', { project: 'billing', status: 'idle', waiting_for: 'permission', needs_you: true })));
  expect(log().textContent).toContain('Add VAT rules');
  arrive(update(11, session('s2', { project: 'billing' })));
  expect(log().textContent).not.toContain('Add VAT rules');
  act(() => toggleFilter('status', 'waiting'));
});

test('a burst folds into one row and opens', async () => {
  render(<ActivityFeed />);
  const burst = Array.from({ length: 5 }, (_, n) =>
    message(`burst${n}`, 40 + n, { session_id: 's2', project: 'billing', timestamp: `2026-01-01T13:00:00.${n}00Z` }),
  );
  arrive(...burst);
  expect(log().textContent).not.toContain('src/burst0.ts');
  await userEvent.click(screen.getByRole('button', { name: '4 more' }));
  expect(log().textContent).toContain('src/burst0.ts');
});

test('paused: nothing moves until it goes on', async () => {
  render(<ActivityFeed />);
  await userEvent.click(screen.getByRole('button', { name: 'Pause (space)' }));
  arrive(message('late', 60));
  expect(log().textContent).not.toContain('src/late.ts');
  await userEvent.click(screen.getByRole('button', { name: 'Go on (space)' }));
  await waitFor(() => expect(log().textContent).toContain('src/late.ts'));
  expect(store.paused()).toBe(false);
});

test('a click opens the session', async () => {
  render(<ActivityFeed />);
  await userEvent.click(screen.getByText('Add VAT rules'));
  expect(new URLSearchParams(location.search).get('session')).toBe('s2');
});
