import type { Session } from '../wire/frames';
import { doing } from './filters';

/** The sessions that wait for a person, the longest wait first. */
export function waitingSessions(sessions: ReadonlyMap<string, Session>): Session[] {
  const waiting = [...sessions.values()].filter((session) => doing(session) === 'waiting');
  return waiting.sort((a, b) => a.status_since.localeCompare(b.status_since));
}
