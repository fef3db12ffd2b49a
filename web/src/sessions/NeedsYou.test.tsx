import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { arrive, at, hello, session, snapshot, update } from '../testing';
import { NeedsYou } from './NeedsYou';

test('says that nobody waits; else who, for what and since when', () => {
  arrive(hello(1), snapshot(1, { active_sessions: [session('s1')] }));
  render(<NeedsYou />);
  expect(screen.queryByRole('region')).toBeNull();
  expect(screen.getByText('Nobody needs you')).toBeTruthy();
  const asking = session('s1', {
    status: 'idle',
    waiting_for: 'input',
    current_tool: null,
    last_message: 'Which database?',
    status_since: at(30),
  });
  arrive(update(2, asking));
  const band = screen.getByRole('region', { name: /needs you/i });
  expect(band.textContent).toContain('shop-api');
  expect(band.textContent).toContain('asks');
  expect(band.textContent).toContain('Which database?');
  expect(band.querySelector('time')?.dateTime).toBe(at(30));
});
