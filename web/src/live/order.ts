import type { Session } from '../wire/frames';
import { type Doing, doing, type Filters, matchesSession } from './filters';

export type Sort = 'need' | 'activity' | 'cost' | 'name';
export type Group = 'none' | 'project' | 'host';

const rank: Record<Doing, number> = { waiting: 0, active: 1, thinking: 1, idle: 2, ended: 3 };
const lingers = 30_000;

/** Times and ids sort as they are written; only names need the reader's language, which costs a hundred times more. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const { compare: collate } = new Intl.Collator();

const by: Record<Sort, (a: Session, b: Session) => number> = {
  // Working sessions keep their places by start, so that switching between thinking and a tool moves nothing.
  need: (a, b) => {
    const first = doing(a);
    const difference = rank[first] - rank[doing(b)];
    if (difference !== 0) return difference;
    if (first === 'waiting') return compare(a.status_since, b.status_since);
    return compare(b.started_at, a.started_at);
  },
  activity: (a, b) => compare(b.last_activity, a.last_activity),
  cost: (a, b) => b.current_cost - a.current_cost,
  name: (a, b) => collate(a.project, b.project) || compare(b.started_at, a.started_at),
};

/** An ended session is listed for half a minute, longer only when asked for. */
export const isListed = (session: Session, filters: Filters, now: number) =>
  (session.ended_at === null || filters.status.includes('ended') || now - Date.parse(session.ended_at) < lingers) &&
  matchesSession(session, filters);

export function orderSessions(
  sessions: ReadonlyMap<string, Session>,
  filters: Filters,
  sort: Sort,
  group: Group,
  now: number,
): string[] {
  const listed = [...sessions.values()].filter((session) => isListed(session, filters, now));
  const sorted = by[sort];
  listed.sort((a, b) => {
    const grouped = group === 'none' ? 0 : collate(a[group], b[group]);
    return grouped || sorted(a, b) || compare(a.session_id, b.session_id);
  });
  return listed.map((session) => session.session_id);
}

/** The new order, with what is on the screen left where it is: leavers go, newcomers come last. */
export function holdOrder(shown: readonly string[], wanted: readonly string[]): string[] {
  const still = new Set(wanted);
  const here = new Set(shown);
  return [...shown.filter((id) => still.has(id)), ...wanted.filter((id) => !here.has(id))];
}

export const sameOrder = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);
