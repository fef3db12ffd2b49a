import { doing, isWorking } from '../live/filters';
import type { LiveState } from '../live/state';
import type { Alert, Session } from '../live/types';

export type Notice =
  | { kind: 'alert'; alert: Alert }
  | { kind: 'resolved'; alert: Alert }
  | { kind: 'waiting'; session: Session }
  | { kind: 'finished'; session: Session };

/** A turn shorter than this was watched; its end is no news. */
const longTurn = 20_000;

/** What became true between two states that a person wants to be told. */
export function transitions(before: LiveState, after: LiveState): Notice[] {
  if (!before.loaded || before === after) return [];
  const notices: Notice[] = [];
  if (after.alerts !== before.alerts) {
    const known = new Map(before.alerts.map((alert) => [alert.id, alert]));
    for (const alert of after.alerts) {
      const old = known.get(alert.id);
      if (old === undefined && alert.resolved_at === null) notices.push({ kind: 'alert', alert });
      if (old?.resolved_at === null && alert.resolved_at !== null) notices.push({ kind: 'resolved', alert });
    }
  }
  if (after.sessions !== before.sessions) {
    for (const session of after.sessions.values()) {
      const old = before.sessions.get(session.session_id);
      if (old === undefined || old === session) continue;
      const was = doing(old);
      const is = doing(session);
      if (is === 'waiting' && was !== 'waiting') notices.push({ kind: 'waiting', session });
      const turn = Date.parse(session.status_since) - Date.parse(old.status_since);
      if (is === 'idle' && isWorking(was) && turn >= longTurn) notices.push({ kind: 'finished', session });
    }
  }
  return notices;
}
