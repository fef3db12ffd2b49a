import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { arrive, hello, session, snapshot } from '../testing';
import { ActiveSessionsGrid } from './ActiveSessionsGrid';

test('a menu that is open when the first sessions come stays open', async () => {
  render(<ActiveSessionsGrid scroller={{ current: document.body }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Sort and group' }));
  const choice = screen.getByText('Sort: name');
  arrive(hello(1), snapshot(1, { active_sessions: [session('a')] }));
  expect(screen.getByRole('button', { name: 'Working 1' })).toBeTruthy();
  expect(choice.isConnected).toBe(true);
});
