import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { App } from './app';
import { store } from './live/store';
import { arrive, hello, session, snapshot } from './testing';

test('a wall screen shows what is true, offers nothing to operate, and one way out', async () => {
  history.replaceState(null, '', '/?wall=1');
  arrive(hello(1), snapshot(1, { active_sessions: [session('a'), session('b', { waiting_for: 'permission' })] }));
  render(<App />);
  expect(screen.getAllByRole('article')).toHaveLength(2);
  expect(screen.getByRole('region', { name: /Needs you/ })).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Live metrics' })).toBeTruthy();
  for (const name of ['Sort and group', 'Keyboard (?)', /^Theme/])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.queryByRole('searchbox')).toBeNull();
  // Whoever leans on its keyboard changes nothing.
  await userEvent.keyboard(' 3?{Control>}k{/Control}');
  expect(store.paused()).toBe(false);
  expect(screen.getAllByRole('article')).toHaveLength(2);
  expect(screen.queryByRole('dialog')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Leave the wall screen' }));
  expect(location.search).toBe('');
  expect(screen.getByRole('searchbox')).toBeTruthy();
});
