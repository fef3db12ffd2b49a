import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { arrive, at, hello, session, snapshot } from '../testing';
import { ActiveSessionsGrid } from './ActiveSessionsGrid';

afterEach(() => vi.unstubAllGlobals());

test('sessions that ended before the page was opened are one click away', async () => {
  const body = { active_sessions: [session('past', { project: 'archive', ended_at: at(5) })] };
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(body))),
  );
  arrive(hello(1), snapshot(1));
  render(<ActiveSessionsGrid scroller={{ current: document.body }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Show those that ended' }));
  await waitFor(() => expect(screen.getByRole('article').textContent).toContain('archive'));
  expect(screen.getByRole('img', { name: 'Ended' })).toBeTruthy();
});
