import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { setFilter } from '../live/location';
import { setPrefs } from '../live/prefs';
import { arrive, at, hello, session, snapshot, update } from '../testing';
import { whole } from '../ui/format';
import { ActiveSessionsGrid } from './ActiveSessionsGrid';

const agent = {
  agent_id: 'a1',
  agent_type: 'Explore',
  description: 'Find usages',
  parent_agent_id: null,
  status: 'active' as const,
  started_at: at(0),
  ended_at: null,
  message_count: 1,
  cost: 0.1,
  current_tool: null,
};

let seq = 100;
const show = (...sessions: ReturnType<typeof session>[]) => {
  seq += 1;
  return arrive(hello(seq), snapshot(seq, { active_sessions: sessions }));
};
const Grid = () => <ActiveSessionsGrid scroller={{ current: document.body }} />;
const cards = () => screen.getAllByRole('article');

beforeEach(() => setPrefs({ view: 'comfortable', sort: 'need', group: 'none' }));

test('a card says who, where, what, since when, how full and what it costs', () => {
  show(session('s1', { title: 'Fix cart rounding', subagents: [agent] }));
  render(<Grid />);
  const text = cards()[0]?.textContent ?? '';
  for (const part of [
    'shop-api',
    'main',
    'Fix cart rounding',
    'Bash',
    'npm test',
    'opus 4.8',
    '61',
    '$1.24',
    '$3.10 /h',
    'Explore',
  ])
    expect(text).toContain(part);
  expect(screen.getAllByRole('img', { name: 'Working' }).length).toBeGreaterThan(0);
});

test('a first prompt that is also the last word is said once', () => {
  show(session('s1', { title: 'Fix cart rounding', last_message: 'Fix cart rounding', current_tool: null }));
  render(<Grid />);
  expect(screen.getAllByText('Fix cart rounding')).toHaveLength(1);
});

test('who waits comes first and says what it wants', () => {
  const target = { id: 't', name: 'Bash', target: 'rm -rf build', started_at: at(0) };
  show(
    session('works'),
    session('waits', { project: 'docs', status: 'idle', waiting_for: 'permission', current_tool: target }),
  );
  render(<Grid />);
  expect(cards()[0]?.textContent).toContain('docs');
  expect(cards()[0]?.textContent).toMatch(/Wants to run.*rm -rf build/);
  expect(screen.getByRole('img', { name: 'Waiting for you' })).toBeTruthy();
});

test('an update changes its card', () => {
  show(session('s1'), session('s2', { project: 'billing' }));
  render(<Grid />);
  arrive(update(++seq, session('s2', { project: 'billing', status: 'thinking', current_tool: null })));
  expect(screen.getByRole('img', { name: 'Thinking' })).toBeTruthy();
});

test('fifteen hundred sessions are a few dozen cards in the document', () => {
  show(...Array.from({ length: 1_500 }, (_, n) => session(`many${n}`)));
  render(<Grid />);
  expect(screen.getByRole('heading', { level: 2 }).textContent).toContain(whole(1_500));
  expect(cards().length).toBeLessThan(60);
  expect(cards().length).toBeGreaterThan(3);
});

test('the status tabs filter and count', async () => {
  show(session('a'), session('b', { status: 'idle', project: 'billing', current_tool: null }));
  render(<Grid />);
  await userEvent.click(screen.getByRole('button', { name: 'Your turn 1' }));
  expect(cards()).toHaveLength(1);
  expect(cards()[0]?.textContent).toContain('billing');
  expect(location.search).toBe('?status=idle');
});

test('the tabs count what the other filters leave', () => {
  show(session('a'), session('b', { project: 'billing' }), session('c', { project: 'billing', waiting_for: 'plan' }));
  render(<Grid />);
  act(() => setFilter('project', ['billing']));
  expect(screen.getByRole('button', { name: 'Working 1' })).toBeTruthy();
  act(() => setFilter('status', ['waiting']));
  expect(screen.getByRole('button', { name: 'Working 1' })).toBeTruthy();
  expect(cards()).toHaveLength(1);
});

test('small cards of one project are told apart by their titles', () => {
  show(session('a', { title: 'Fix cart rounding' }), session('b', { title: 'Write the changelog' }));
  setPrefs({ view: 'dense' });
  render(<Grid />);
  for (const title of ['Fix cart rounding', 'Write the changelog']) expect(screen.getByText(title)).toBeTruthy();
});

test('nobody ended: that is said, not that a filter is in the way', () => {
  show(session('a'));
  render(<Grid />);
  act(() => setFilter('status', ['ended']));
  expect(screen.getByText('No session has ended lately')).toBeTruthy();
  act(() => setFilter('project', ['billing']));
  expect(screen.getByText('No session matches these filters')).toBeTruthy();
});

test('without a match it says so and shows the way back', async () => {
  show(session('a'));
  render(<Grid />);
  act(() => setFilter('project', ['nobody']));
  await userEvent.click(screen.getByRole('button', { name: 'Show all sessions' }));
  expect(cards()).toHaveLength(1);
});

test('without any session it says what to do next', () => {
  show();
  render(<Grid />);
  expect(screen.getByText('No session is running')).toBeTruthy();
  expect(screen.getByText('claudelens --demo')).toBeTruthy();
});

test('groups stand under their names; the list view gives each a line', () => {
  show(session('a', { project: 'api' }), session('b', { project: 'web' }), session('c', { project: 'web' }));
  setPrefs({ group: 'project', view: 'list' });
  render(<Grid />);
  expect(screen.getAllByRole('heading', { level: 3 }).map((each) => each.textContent)).toEqual(['api1', 'web2']);
  expect(screen.queryAllByRole('article')).toHaveLength(0);
});

test('two hosts: each has its group, and one can be asked for alone', () => {
  show(session('a', { host: 'laptop' }), session('b', { host: 'ci-7' }), session('c', { host: 'ci-7' }));
  setPrefs({ group: 'host', view: 'list' });
  render(<Grid />);
  const groups = () => screen.getAllByRole('heading', { level: 3 }).map((each) => each.textContent);
  expect(groups()).toEqual(['ci-72', 'laptop1']);
  expect(screen.getByRole('button', { name: 'host' })).toBeTruthy();
  act(() => setFilter('host', ['laptop']));
  expect(groups()).toEqual(['laptop1']);
});

test('one host alone is nothing to choose from', () => {
  show(session('a'), session('b'));
  render(<Grid />);
  expect(screen.queryByRole('button', { name: 'host' })).toBeNull();
});

test('a wall screen offers nothing to operate', () => {
  show(session('a'));
  render(<ActiveSessionsGrid scroller={{ current: document.body }} wall />);
  expect(cards()).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Sort and group' })).toBeNull();
});

test('a click opens the session by its address', () => {
  show(session('open-me'));
  render(<Grid />);
  fireEvent.click(screen.getByRole('button', { name: 'shop-api' }));
  expect(location.search).toBe('?session=open-me');
});
