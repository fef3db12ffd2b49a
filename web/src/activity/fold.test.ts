import { expect, test } from 'vitest';
import { activity, at } from '../testing';
import { foldRows } from './fold';

const burst = (count: number, session = 's1', from = 0) =>
  Array.from({ length: count }, (_, n) =>
    activity(`${session}-${n}`, from + n, { session_id: session, timestamp: at(from + n * 0.5) }),
  );
const none = new Set<string>();

test('a burst of one session is one row with its newest event; opened it shows all', () => {
  const [row] = foldRows(burst(6), none, true);
  expect(row).toMatchObject({ kind: 'burst', more: 5, item: { id: 's1-5' } });
  const open = foldRows(burst(6), new Set([row?.key ?? '']), true);
  expect(open.map((each) => each.kind)).toEqual(['burst', ...Array(6).fill('event')]);
});

test('few events, slow events and other sessions are not folded', () => {
  expect(foldRows(burst(3), none, true).every((row) => row.kind === 'event')).toBe(true);
  const slow = burst(6).map((item, n) => ({ ...item, timestamp: at(n * 5) }));
  expect(foldRows(slow, none, true)).toHaveLength(6);
  const mixed = [...burst(3), ...burst(3, 's2', 2)];
  expect(foldRows(mixed, none, true)).toHaveLength(6);
});

test('an error or a prompt never hides in a fold', () => {
  const items = burst(9).map((item, n) => (n === 4 ? { ...item, is_error: true } : item));
  const rows = foldRows(items, none, true);
  expect(rows.map((row) => row.kind)).toEqual(['burst', 'event', 'burst']);
});

test('a growing burst keeps its row', () => {
  expect(foldRows(burst(5), none, true)[0]?.key).toBe(foldRows(burst(8), none, true)[0]?.key);
});
