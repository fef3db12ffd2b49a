import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openSession } from '../live/location';
import { arrive, hello, snapshot } from '../testing';
import { SessionPanel } from './SessionPanel';

afterEach(() => vi.unstubAllGlobals());

test('a session that nobody knows says so, and where to go from there', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response('{}', { status: 404 })),
  );
  arrive(hello(1), snapshot(1));
  openSession('nobody');
  render(<SessionPanel id="nobody" />);
  await userEvent.click(await screen.findByRole('button', { name: 'Show those that ended' }));
  expect(location.search).toBe('?status=ended');
  openSession('nobody');
  await userEvent.click(screen.getByRole('button', { name: 'Back to all sessions' }));
  expect(location.search).toBe('?status=ended');
});
