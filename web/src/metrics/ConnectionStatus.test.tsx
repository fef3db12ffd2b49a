import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { expect, test } from 'vitest';
import { store } from '../live/store';
import { arrive, hello, message, snapshot } from '../testing';
import { ConnectionStatus } from './ConnectionStatus';

const corner = () => screen.getByTitle('Connection and delay').textContent;

test('who holds the page is not told that it is live, but how old it is', () => {
  store.connected({ phase: 'open', since: Date.now() });
  arrive(hello(1), snapshot(1));
  render(<ConnectionStatus />);
  expect(corner()).toContain('live');
  act(() => store.setPaused(true));
  expect(corner()).toBe('paused· 0:00');
  act(() => store.setPaused(false));
  expect(corner()).toContain('live');
});

test('the details say what came after the connection was lost', async () => {
  store.connected({ phase: 'waiting', attempt: 1, lostAt: Date.now(), retryAt: 0, reason: '' });
  store.connected({ phase: 'open', since: Date.now() });
  arrive(hello(3), message('a', 2), message('b', 3));
  render(<ConnectionStatus />);
  await userEvent.click(screen.getByTitle('Connection and delay'));
  expect(screen.getByText('1, caught up 2')).toBeTruthy();
});
