import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { setPrefs } from '../live/prefs';
import { alert, alertFrame, arrive, at, hello, session, snapshot, update } from '../testing';
import { AlertNotifications } from './AlertNotifications';

// jsdom knows no popovers: to it the open one is hidden, and nameless.
const history = () => document.querySelector('[popover]') as HTMLElement;

// The page fetches what draws its toasts when it has nothing better to do; here that time is not the tests' own.
beforeAll(() => import('./Toasts'));

let seq = 0;
beforeEach(() => {
  seq += 100;
  setPrefs({ muted: [] });
  arrive(hello(seq), snapshot(seq, { active_sessions: [session('s1')] }));
});
afterEach(() => vi.unstubAllGlobals());

test('an alert is a toast, a number on the bell, and a row of its history', async () => {
  render(<AlertNotifications />);
  arrive(alertFrame(seq + 1, alert('one', { title: 'shop-api waits for permission' })));
  expect(await screen.findByText('shop-api waits for permission', {}, { timeout: 10_000 })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Alerts, 1 open' }));
  const box = history();
  expect(within(box).getByText('shop-api waits for permission')).toBeTruthy();
}, 20_000);

test('what was there before the page opened is no news', () => {
  render(<AlertNotifications />);
  expect(screen.queryByText('Alert old')).toBeNull();
  expect(screen.getByRole('button', { name: 'Alerts' })).toBeTruthy();
});

test('a resolved alert leaves the bell and stands under what is over', async () => {
  render(<AlertNotifications />);
  arrive(alertFrame(seq + 1, alert('two')));
  arrive(alertFrame(seq + 2, alert('two', { resolved_at: at(9) })));
  await userEvent.click(screen.getByRole('button', { name: 'Alerts' }));
  const box = history();
  expect(within(box).getByText('Over')).toBeTruthy();
});

test('a muted project is silent', async () => {
  setPrefs({ muted: ['shop-api'] });
  render(<AlertNotifications />);
  arrive(alertFrame(seq + 1, alert('quiet', { title: 'Nobody should see this' })));
  expect(screen.getByRole('button', { name: 'Alerts' })).toBeTruthy();
  await expect(screen.findByText('Nobody should see this', {}, { timeout: 300 })).rejects.toThrow();
});

test('Marking as seen tells the server', async () => {
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => new Response(''));
  vi.stubGlobal('fetch', fetched);
  render(<AlertNotifications />);
  arrive(alertFrame(seq + 1, alert('three')));
  await userEvent.click(screen.getByRole('button', { name: 'Alerts, 1 open' }));
  await userEvent.click(screen.getByTitle('Mark as seen'));
  await waitFor(() => expect(fetched).toHaveBeenCalled());
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/alerts/three/acknowledge');
  expect(fetched.mock.calls[0]?.[1]?.method).toBe('POST');
});

test('the tab carries how many wait', () => {
  render(<AlertNotifications />);
  arrive(update(seq + 1, session('s1', { waiting_for: 'permission' })));
  expect(document.title).toBe('(1) ClaudeLens');
  arrive(update(seq + 2, session('s1')));
  expect(document.title).toBe('ClaudeLens');
});
