import { expect, test } from 'vitest';
import type { Subagent } from '../live/types';
import { activity, at, session } from '../testing';
import { lanes, latestGroup, ticks } from './lanes';
import { steps } from './timeline';

const agent = (id: string, from: number, to: number | null, change: Partial<Subagent> = {}): Subagent => ({
  agent_id: id,
  agent_type: 'Explore',
  description: null,
  parent_agent_id: null,
  status: to === null ? 'active' : 'idle',
  started_at: at(from),
  ended_at: to === null ? null : at(to),
  message_count: 1,
  cost: 0,
  current_tool: null,
  ...change,
});

const now = Date.parse(at(100));

test('lanes begin with the session; a lane runs until now while its agent works', () => {
  const all = lanes(session('s', { subagents: [agent('a', 10, 20), agent('b', 12, null)] }), [], now);
  expect(all.map(({ name, live }) => [name, live])).toEqual([
    ['Session', true],
    ['Explore', false],
    ['Explore', true],
  ]);
  expect(all[2]?.to).toBe(now);
});

test('children stand behind their parent, one step in', () => {
  const subagents = [agent('p', 0, 9), agent('q', 1, 9), agent('c', 2, 9, { parent_agent_id: 'p' })];
  expect(lanes(session('s', { subagents }), [], now).map(({ id, depth }) => [id, depth])).toEqual([
    [null, 0],
    ['p', 0],
    ['c', 1],
    ['q', 0],
  ]);
});

test('a tool stands in the lane of its agent, as long as it took; an open one until now', () => {
  const events = [
    activity('own', 0, { tool_use_id: 't0' }),
    activity('call', 1, { agent_id: 'a', tool_use_id: 't1' }),
    activity('result', 2, { agent_id: 'a', type: 'tool_result', tool_use_id: 't1', duration_ms: 4_000 }),
    activity('open', 3, { agent_id: 'a', tool_use_id: 't2' }),
  ];
  const [own, lane] = lanes(session('s', { subagents: [agent('a', 10, null)] }), steps(events), now);
  expect(own?.stretches.map((each) => each.step.event.id)).toEqual(['own']);
  expect(lane?.stretches.map(({ from, to }) => to - from)).toEqual([4_000, 70_000]);
});

test('the latest group is whoever worked side by side last', () => {
  const all = lanes(
    session('s', { subagents: [agent('old', 0, 10), agent('x', 90, 95), agent('y', 92, 99)] }),
    [],
    now,
  );
  expect(latestGroup(all.slice(1)).map((lane) => lane.id)).toEqual(['x', 'y']);
});

test('the axis has few, round marks', () => {
  expect(ticks(24_000)).toEqual([0, 10_000, 20_000]);
  expect(ticks(3 * 3600_000).length).toBeLessThanOrEqual(4);
});
