import { expect, test } from 'vitest';
import { noFilters } from '../live/filters';
import { emptyState, type FeedItem } from '../live/state';
import { activity, at } from '../testing';
import { FeedRows } from './feedRows';
import { foldRows as fold } from './fold';

const burst = (count: number, session = 's1', from = 0) =>
  Array.from({ length: count }, (_, n) =>
    activity(`${session}-${n}`, from + n, { session_id: session, timestamp: at(from + n * 0.5) }),
  );
const none = new Set<string>();
const foldRows = (items: readonly FeedItem[], open: ReadonlySet<string>) => fold(items, open).rows;

test('a burst of one session is one row with its newest event; opened it shows all', () => {
  const [row] = foldRows(burst(6), none);
  expect(row).toMatchObject({ kind: 'burst', more: 5, item: { id: 's1-5' } });
  const open = foldRows(burst(6), new Set([row?.key ?? '']));
  expect(open.map((each) => each.kind)).toEqual(['burst', ...Array(6).fill('event')]);
});

test('few events, slow events and other sessions are not folded', () => {
  expect(foldRows(burst(3), none).every((row) => row.kind === 'event')).toBe(true);
  const slow = burst(6).map((item, n) => ({ ...item, timestamp: at(n * 5) }));
  expect(foldRows(slow, none)).toHaveLength(6);
  const mixed = [...burst(3), ...burst(3, 's2', 2)];
  expect(foldRows(mixed, none)).toHaveLength(6);
});

test('an error or a prompt never hides in a fold', () => {
  const items = burst(9).map((item, n) => (n === 4 ? { ...item, is_error: true } : item));
  const rows = foldRows(items, none);
  expect(rows.map((row) => row.kind)).toEqual(['burst', 'event', 'burst']);
});

test('a growing burst keeps its row', () => {
  expect(foldRows(burst(5), none)[0]?.key).toBe(foldRows(burst(8), none)[0]?.key);
});

test('rows that grow with the feed are the rows of the whole feed', () => {
  const items = [
    ...burst(7),
    activity('error', 90, { is_error: true, timestamp: at(4) }),
    ...burst(3, 's2', 5),
    { marker: 'gap' as const, id: 'm', timestamp: at(7), text: '' },
    ...burst(60, 's3', 8),
    ...burst(2, 's4', 50),
  ];
  const state = (feed: FeedItem[]) => ({ ...emptyState, feed });
  for (const step of [1, 2, 3, 7, 50]) {
    const growing = new FeedRows();
    for (let count = step; count < items.length; count += step)
      growing.update(state(items.slice(0, count)), noFilters, none);
    const grown = growing.update(state(items), noFilters, none);
    expect(grown).toEqual(new FeedRows().update(state(items), noFilters, none));
  }
});

test('a feed cut at its start begins anew', () => {
  const rows = new FeedRows();
  const items = burst(3).concat(burst(3, 's2', 9));
  rows.update({ ...emptyState, feed: items }, noFilters, none);
  expect(rows.update({ ...emptyState, feed: items.slice(2) }, noFilters, none)).toHaveLength(4);
});
