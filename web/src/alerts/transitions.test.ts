import { expect, test } from 'vitest';
import { emptyState, type LiveState } from '../live/state';
import type { Session } from '../live/types';
import { at, session } from '../testing';
import { transitions } from './transitions';

const state = (...list: Session[]): LiveState => ({
  ...emptyState,
  loaded: true,
  sessions: new Map(list.map((each) => [each.session_id, each])),
});
const kinds = (before: LiveState, after: LiveState) => transitions(before, after).map((notice) => notice.kind);

test('beginning to wait is news, going on waiting is not', () => {
  const waits = session('s', { waiting_for: 'permission' });
  expect(kinds(state(session('s')), state(waits))).toEqual(['waiting']);
  expect(kinds(state(waits), state({ ...waits, message_count: 9 }))).toEqual([]);
});

test('the end of a long turn is news, of a short one not', () => {
  const works = session('s', { status: 'thinking', status_since: at(0) });
  expect(kinds(state(works), state(session('s', { status: 'idle', status_since: at(60) })))).toEqual(['finished']);
  expect(kinds(state(works), state(session('s', { status: 'idle', status_since: at(5) })))).toEqual([]);
});

test('nothing is news on the first snapshot', () => {
  expect(kinds(emptyState, state(session('s', { waiting_for: 'input' })))).toEqual([]);
});
