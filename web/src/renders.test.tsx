import { render } from '@testing-library/react';
import { Profiler } from 'react';
import { expect, test, vi } from 'vitest';
import { ActivityFeed } from './activity/ActivityFeed';
import { setPrefs } from './live/prefs';
import { ActiveSessionsGrid } from './sessions/ActiveSessionsGrid';
import * as doingLine from './sessions/DoingLine';
import { activity, arrive, at, hello, message, session, snapshot, update } from './testing';
import * as what from './ui/What';

vi.mock('./sessions/DoingLine', { spy: true });
vi.mock('./ui/What', { spy: true });

test('one message renders one card and one row, not the grid', () => {
  setPrefs({ view: 'comfortable' });
  const sessions = Array.from({ length: 12 }, (_, n) => session(`s${n}`));
  const recent = Array.from({ length: 12 }, (_, n) => activity(`e${n}`, 50 - n));
  arrive(hello(50), snapshot(50, { active_sessions: sessions, recent_activity: recent }));
  const commits = vi.fn();
  render(
    <Profiler id="page" onRender={commits}>
      <ActiveSessionsGrid scroller={{ current: document.body }} />
      <ActivityFeed />
    </Profiler>,
  );
  const cards = vi.mocked(doingLine.DoingLine);
  const rows = vi.mocked(what.What);
  expect(cards.mock.calls.length).toBeGreaterThanOrEqual(12);
  expect(rows.mock.calls.length).toBeGreaterThanOrEqual(12);
  cards.mockClear();
  rows.mockClear();
  commits.mockClear();

  arrive(message('new', 51, { session_id: 's3', timestamp: at(900) }), update(51, session('s3', { message_count: 4 })));

  expect(cards.mock.calls.map(([props]) => props.session.session_id)).toEqual(['s3']);
  expect(rows.mock.calls.map(([props]) => (props.item as { id?: string }).id)).toEqual(['new']);
  expect(commits).toHaveBeenCalled();
});
