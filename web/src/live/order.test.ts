import { expect, test } from 'vitest';
import { at, session } from '../testing';
import { noFilters } from './filters';
import { holdOrder, orderSessions } from './order';

const all = (...list: ReturnType<typeof session>[]) => new Map(list.map((each) => [each.session_id, each]));
const now = Date.parse(at(100));

test('need: the longest wait first, then who works, then who is done', () => {
  const sessions = all(
    session('idle', { status: 'idle' }),
    session('works'),
    session('new wait', { waiting_for: 'permission', status_since: at(90) }),
    session('old wait', { waiting_for: 'input', status_since: at(10) }),
    session('ended', { ended_at: at(95) }),
  );
  expect(orderSessions(sessions, noFilters, 'need', 'none', now)).toEqual([
    'old wait',
    'new wait',
    'works',
    'idle',
    'ended',
  ]);
});

test('going from thinking to a tool and back moves nothing', () => {
  const first = session('a', { started_at: at(1), status: 'thinking', last_activity: at(1) });
  const second = session('b', { started_at: at(2) });
  const before = orderSessions(all(first, second), noFilters, 'need', 'none', now);
  const after = orderSessions(
    all({ ...first, status: 'active', last_activity: at(99) }, second),
    noFilters,
    'need',
    'none',
    now,
  );
  expect(after).toEqual(before);
});

test('an ended session leaves after half a minute, unless asked for', () => {
  const sessions = all(session('gone', { ended_at: at(60) }));
  expect(orderSessions(sessions, noFilters, 'need', 'none', now)).toEqual([]);
  expect(orderSessions(sessions, { ...noFilters, status: ['ended'] }, 'need', 'none', now)).toEqual(['gone']);
});

test('groups stay together', () => {
  const sessions = all(
    session('a', { project: 'zoo', current_cost: 9 }),
    session('b', { project: 'api', current_cost: 1 }),
    session('c', { project: 'zoo', current_cost: 20 }),
  );
  expect(orderSessions(sessions, noFilters, 'cost', 'project', now)).toEqual(['b', 'c', 'a']);
});

test('held: nobody changes place, leavers go, newcomers come last', () => {
  expect(holdOrder(['a', 'b', 'c'], ['new', 'c', 'a'])).toEqual(['a', 'c', 'new']);
});
