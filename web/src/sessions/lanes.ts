import type { Session, Subagent } from '../live/types';
import type { Step } from './timeline';

/** One tool in a lane: from its call to its result, or to now. */
export interface Stretch {
  step: Step;
  from: number;
  to: number;
}

export interface Lane {
  /** Null for the session itself. */
  id: string | null;
  name: string;
  what: string | null;
  /** How many agents stand between it and the session. */
  depth: number;
  from: number;
  to: number;
  live: boolean;
  stretches: readonly Stretch[];
}

/** The session and its subagents side by side in time, parents before their children. */
export function lanes(session: Session, steps: readonly Step[], now: number): Lane[] {
  const tools = byAgent(steps);
  const lane = (id: string | null, name: string, what: string | null, depth: number, span: Span): Lane => {
    const from = Date.parse(span.started_at);
    const to = span.ended_at === null ? now : Date.parse(span.ended_at);
    const live = span.ended_at === null;
    const stretches = (tools.get(id) ?? []).map((step) => stretch(step, live ? now : to));
    return { id, name, what, depth, from, to, live, stretches };
  };
  const agents = inOrder(session.subagents).map(({ agent, depth }) =>
    lane(agent.agent_id, agent.agent_type ?? 'Agent', agent.description, depth, agent),
  );
  return [lane(null, 'Session', null, 0, session), ...agents];
}

interface Span {
  started_at: string;
  ended_at: string | null;
}

const apart = 60_000;

/** The agents of the last time that agents worked: who began within a minute of another still at it. */
export function latestGroup(agents: readonly Lane[]): Lane[] {
  const newest = [...agents].sort((a, b) => b.to - a.to);
  let begins = Number.POSITIVE_INFINITY;
  const group = new Set<Lane>();
  for (const lane of newest) {
    if (group.size > 0 && lane.to < begins - apart) break;
    begins = Math.min(begins, lane.from);
    group.add(lane);
  }
  return agents.filter((lane) => group.has(lane));
}

const second = 1000;
const minute = 60 * second;
const steps = [1, 2, 5, 10, 15, 30].flatMap((n) => [n * second, n * minute, n * 60 * minute]).sort((a, b) => a - b);

/** Round marks of a time axis, ms from its start; none at the very end, where its word would hang over. */
export function ticks(span: number, most = 4): number[] {
  const step = steps.find((each) => span / each <= most) ?? Math.ceil(span / most);
  const found: number[] = [];
  for (let at = 0; at < span * 0.94; at += step) found.push(at);
  return found;
}

function byAgent(all: readonly Step[]): Map<string | null, Step[]> {
  const found = new Map<string | null, Step[]>();
  for (const step of all) {
    if (step.event.type !== 'tool_use') continue;
    const own = found.get(step.event.agent_id);
    if (own === undefined) found.set(step.event.agent_id, [step]);
    else own.push(step);
  }
  return found;
}

/** A call without a result runs until its lane ends; a result says how long it took. */
function stretch(step: Step, end: number): Stretch {
  const { result, event } = step;
  const from = Date.parse(event.timestamp);
  const to = result === null ? end : from + (result.duration_ms ?? Date.parse(result.timestamp) - from);
  return { step, from, to: Math.max(from, to) };
}

function inOrder(agents: readonly Subagent[]): { agent: Subagent; depth: number }[] {
  const known = new Set(agents.map((agent) => agent.agent_id));
  const found: { agent: Subagent; depth: number }[] = [];
  const add = (parent: string | null, depth: number) => {
    for (const agent of agents) {
      const own = agent.parent_agent_id !== null && known.has(agent.parent_agent_id) ? agent.parent_agent_id : null;
      if (own !== parent || agent.agent_id === parent) continue;
      found.push({ agent, depth });
      if (found.length < agents.length) add(agent.agent_id, depth + 1);
    }
  };
  add(null, 0);
  return found;
}
