import { expect, test } from 'vitest';
import { activity, at, session } from '../testing';
import { doing, matchesActivity, matchesSession, noFilters, readFilters } from './filters';

test('filters come from the address, several values of one key and text together', () => {
  const filters = readFilters(new URLSearchParams('project=a&project=b&status=waiting&q=tax'));
  expect(filters).toMatchObject({ project: ['a', 'b'], status: ['waiting'], text: 'tax', tool: [] });
});

test('what a person sees: waiting and ended apart from the wire status', () => {
  expect(doing(session('a', { status: 'idle', waiting_for: 'plan' }))).toBe('waiting');
  expect(doing(session('a', { waiting_for: 'input', ended_at: at(1) }))).toBe('ended');
  expect(doing(session('a', { status: 'thinking' }))).toBe('thinking');
});

test('keys narrow together, values of one key widen', () => {
  const one = session('a', { project: 'billing', host: 'build-02', status: 'thinking' });
  const fits = (query: string) => matchesSession(one, readFilters(new URLSearchParams(query)));
  expect(fits('project=shop-api&project=billing')).toBe(true);
  expect(fits('project=billing&host=laptop')).toBe(false);
  expect(fits('status=working')).toBe(true);
  expect(fits('status=idle')).toBe(false);
  expect(fits('tool=Bash')).toBe(true);
  expect(fits('tool=Read')).toBe(false);
  expect(fits('q=TITLE OF')).toBe(true);
  expect(fits('q=nowhere')).toBe(false);
});

test('an event follows its session in status, model and host, and is an error when it failed', () => {
  const owner = session('s1', { host: 'build-02' });
  const item = activity('a', 1, { is_error: true });
  expect(matchesActivity(item, owner, { ...noFilters, host: ['build-02'] })).toBe(true);
  expect(matchesActivity(item, undefined, { ...noFilters, host: ['build-02'] })).toBe(false);
  expect(matchesActivity(item, owner, { ...noFilters, type: ['error'] })).toBe(true);
  expect(matchesActivity(item, owner, { ...noFilters, type: ['tool_use'] })).toBe(false);
  expect(matchesActivity(item, owner, { ...noFilters, text: 'src/a.ts' })).toBe(true);
});
