import { expect, test } from 'vitest';
import { at, session } from '../testing';
import { says } from './says';

const tool = (name: string, target: string | null) => ({ id: 't', name, target, started_at: at(5) });

test('a running tool says its target and runs its own clock', () => {
  expect(says(session('s', { current_tool: tool('Edit', 'src/a.ts') }))).toEqual({
    word: 'Edit',
    what: 'src/a.ts',
    code: true,
    since: at(5),
  });
});

test('a permission: what it wants, and whether that is a guess', () => {
  const asks = { waiting_for: 'permission', current_tool: tool('Bash', 'rm -rf build') } as const;
  expect(says(session('s', asks))).toMatchObject({ word: 'Wants to run', what: 'rm -rf build' });
  expect(says(session('s', { ...asks, evidence: 'timeout' }))).toMatchObject({ word: 'May want to run' });
  expect(says(session('s', { ...asks, current_tool: tool('Write', '/etc/hosts') }))).toMatchObject({
    word: 'Wants to write',
  });
});

test('a turn that ended is not a question', () => {
  const ended = session('s', {
    status: 'idle',
    waiting_for: 'input',
    needs_you: false,
    current_tool: null,
    reason: 'Your turn',
  });
  expect(says(ended)).toMatchObject({ word: 'Your turn', what: null });
  expect(says({ ...ended, reason: 'Interrupted by you' })).toMatchObject({ word: 'Interrupted by you' });
});

test('thinking says more only when there is more to say', () => {
  const thinks = session('s', { status: 'thinking', current_tool: null, reason: 'Thinking' });
  expect(says(thinks).what).toBeNull();
  expect(says({ ...thinks, reason: 'Retries after overloaded, attempt 2 of 10' }).what).toContain('attempt 2');
});
