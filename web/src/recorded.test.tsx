import { render, screen, within } from '@testing-library/react';
import { Profiler } from 'react';
import { beforeAll, expect, test, vi } from 'vitest';
import recording from '../recordings/demo.json';
import { ActivityFeed } from './activity/ActivityFeed';
import { AlertNotifications } from './alerts/AlertNotifications';
import { setPrefs } from './live/prefs';
import { store } from './live/store';
import { LiveMetrics } from './metrics/LiveMetrics';
import { ActiveSessionsGrid } from './sessions/ActiveSessionsGrid';
import * as doingLine from './sessions/DoingLine';
import { NeedsYou } from './sessions/NeedsYou';
import { arrive } from './testing';
import * as what from './ui/What';
import type { Activity, Frame } from './wire/frames';

vi.mock('./sessions/DoingLine', { spy: true });
vi.mock('./ui/What', { spy: true });

// Frames as the server sent them (web/recordings/record.mjs).
const frames = recording.frames as unknown as Frame[];
const opening = frames.filter((frame) => frame.type === 'hello' || frame.type === 'snapshot');
const live = frames.filter((frame) => frame.type !== 'hello' && frame.type !== 'snapshot');

beforeAll(() => {
  setPrefs({ view: 'comfortable' });
  arrive(...opening);
});

test('each recorded frame renders the card and the row it speaks of, and no other', () => {
  render(
    <Profiler id="page" onRender={() => {}}>
      <ActiveSessionsGrid scroller={{ current: document.body }} />
      <ActivityFeed />
    </Profiler>,
  );
  const cards = vi.mocked(doingLine.DoingLine);
  const rows = vi.mocked(what.What);
  const height = () =>
    Number.parseInt(screen.getByRole('log').querySelector<HTMLElement>('div')?.style.height ?? '', 10);
  for (const frame of live) {
    cards.mockClear();
    rows.mockClear();
    const before = height();
    arrive(frame);
    const update = frame.type === 'session_update' ? frame.data.session_id : null;
    const message = frame.type === 'new_message' ? frame.data.id : null;
    expect(cards.mock.calls.map(([props]) => props.session.session_id).filter((id) => id !== update)).toEqual([]);
    // Rows name their session: one that gets a title renders its own rows again. A burst that folds makes room for older rows.
    const folded = height() < before;
    const others = folded
      ? []
      : rows.mock.calls
          .map(([props]) => props.item as Activity)
          .filter((item) => item.id !== message && item.session_id !== update);
    expect(others.map((item) => [frame.type, item.type, item.session_id])).toEqual([]);
  }
});

test('what was recorded stands on the page', () => {
  render(
    <>
      <AlertNotifications />
      <NeedsYou />
      <LiveMetrics />
      <ActiveSessionsGrid scroller={{ current: document.body }} />
      <ActivityFeed />
    </>,
  );
  const { sessions, feed } = store.get();
  const waiting = [...sessions.values()].filter((session) => session.needs_you);
  expect(waiting.length).toBeGreaterThan(0);
  const needs = screen.getByRole('region', { name: /Needs you/ });
  for (const session of waiting) expect(within(needs).getByText(session.project)).toBeTruthy();
  const open = [...sessions.values()].filter((session) => session.ended_at === null);
  expect(screen.getAllByRole('article').length).toBeGreaterThanOrEqual(open.length);
  expect(feed.length).toBeGreaterThan(20);
  expect(screen.getByRole('log').textContent).toContain(feed.flatMap((item) => ('tool' in item && item.tool) || [])[0]);
});
