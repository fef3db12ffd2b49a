import type { Session } from '../wire/frames';
import { doing } from './filters';

let asked: ReadonlyMap<string, Session> | null = null;
let answer: readonly Session[] = [];

/** The sessions that wait for a person, the longest wait first. Asked for by several at each change: looked up once. */
export function waitingSessions(sessions: ReadonlyMap<string, Session>): readonly Session[] {
  if (sessions !== asked) {
    asked = sessions;
    const waiting: Session[] = [];
    for (const session of sessions.values()) if (doing(session) === 'waiting') waiting.push(session);
    waiting.sort((a, b) => Date.parse(a.status_since) - Date.parse(b.status_since));
    // The same sessions are the same answer: nobody renders for another session's message.
    if (waiting.length !== answer.length || waiting.some((session, at) => session !== answer[at])) answer = waiting;
  }
  return answer;
}
