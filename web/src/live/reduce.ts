import type { Activity, Frame, NewMessage, Session } from '../wire/frames';
import { mergeFeed, withAlert, withMinute } from './merge';
import type { FeedItem, LiveState, Marker } from './state';

const feedLimit = 1_500;
/** An ended session stays in sight a moment, then in the panel and the search a while. */
const keepEnded = 200;

/** One batch of frames. Copies what the batch touches once, however many frames touch it. */
export function reduce(state: LiveState, frames: readonly Frame[], now: number): LiveState {
  const next: LiveState = { ...state };
  let sessions: Map<string, Session> | null = null;
  let feed: FeedItem[] | null = null;
  let someEnded = false;
  const rows = () => {
    feed ??= [...next.feed];
    return feed;
  };

  for (const frame of frames) {
    switch (frame.type) {
      case 'hello': {
        const restarted = next.epoch !== null && next.epoch !== frame.data.epoch;
        if (restarted) rows().push(marker('restarted', frame.timestamp, 'The server started anew'));
        next.epoch = frame.data.epoch;
        next.serverVersion = frame.data.server_version;
        next.clockSkew = skew(Date.parse(frame.data.server_time) - now);
        if (restarted) {
          next.feedSeq = 0;
          next.seq = 0;
        }
        if (next.catchingUp !== null) next.catchingUp = { ...next.catchingUp, until: frame.data.seq };
        break;
      }
      case 'snapshot': {
        const { data } = frame;
        sessions = new Map(data.active_sessions.map((session) => [session.session_id, session]));
        if (next.gap !== null && !reachesBack(data.recent_activity, next.feedSeq))
          rows().push(marker('gap', frame.timestamp, gapText(next.gap)));
        next.gap = null;
        feed = mergeFeed(rows(), data.recent_activity);
        next.feedSeq = Math.max(next.feedSeq, frame.seq);
        next.metrics = data.live_metrics;
        next.history = data.history;
        next.sessionsKnownSince = data.sessions_known_since;
        next.alerts = data.alerts.toSorted((a, b) => b.triggered_at.localeCompare(a.triggered_at));
        next.scan = data.scan;
        next.problems = data.problems;
        next.loaded = true;
        break;
      }
      case 'new_message': {
        if (frame.seq <= next.feedSeq && rows().some((row) => row.id === frame.data.id)) break;
        rows().push(activity(frame.data, frame.seq, frame.timestamp));
        next.feedSeq = Math.max(next.feedSeq, frame.seq);
        next.arrived += 1;
        if (next.catchingUp !== null) next.catchingUp = { ...next.catchingUp, count: next.catchingUp.count + 1 };
        break;
      }
      case 'session_update': {
        sessions ??= new Map(next.sessions);
        sessions.set(frame.data.session_id, frame.data.session);
        someEnded ||= frame.data.session.ended_at !== null;
        break;
      }
      case 'metric_update':
        next.metrics = frame.data.metrics;
        next.history = withMinute(next.history, frame.data.minute);
        next.scan = frame.data.scan;
        next.problems = frame.data.problems;
        break;
      case 'alert':
        next.alerts = withAlert(next.alerts, frame.data.alert);
        break;
      case 'gap':
        next.gap = frame.data.reason;
        break;
    }
    if (frame.type !== 'hello') next.seq = Math.max(next.seq, frame.seq);
    const { catchingUp } = next;
    if (catchingUp?.until != null && (frame.type === 'snapshot' || next.seq >= catchingUp.until)) {
      rows().push(marker('reconnected', frame.timestamp, welcomeBack(catchingUp)));
      next.caughtUp += catchingUp.count;
      next.catchingUp = null;
    }
  }

  if (sessions !== null) next.sessions = someEnded ? pruneEnded(sessions) : sessions;
  if (feed !== null) next.feed = trim(feed);
  return next;
}

function welcomeBack({ count, lostFor }: NonNullable<LiveState['catchingUp']>): string {
  const away = lostFor < 1_000 ? 'under 1 s' : `${Math.round(lostFor / 1_000)} s`;
  return `Reconnected after ${away}${count === 0 ? '' : `, caught up ${count}`}`;
}

/** No hole when the snapshot's activity meets what is on the screen, or is all there is. */
const reachesBack = (recent: readonly Activity[], seq: number) =>
  seq === 0 || recent.length === 0 || recent.some((item) => item.seq <= seq);

const gapTexts: Record<string, string> = {
  too_slow: 'this page could not keep up',
  cursor_too_old: 'it was away too long',
};

const gapText = (reason: string) =>
  `Some events are missing here: ${gapTexts[reason] ?? reason.replaceAll('_', ' ')}. The sessions and numbers are right.`;

function activity(data: NewMessage, seq: number, timestamp: string): Activity {
  const { event: _event, message_type, ...rest } = data;
  return { ...rest, type: message_type, seq, timestamp };
}

let markers = 0;
function marker(kind: Marker['marker'], timestamp: string, text: string): Marker {
  markers += 1;
  return { marker: kind, id: `marker-${markers}`, timestamp, text };
}

/** Two clocks of one machine differ by the way of the frame only: that is delay, not skew. */
const skew = (difference: number) => (Math.abs(difference) < 1_000 ? 0 : difference);

/** Cut in steps, so that a full feed is not moved for every message. */
const trim = (feed: FeedItem[]) => (feed.length > feedLimit * 1.2 ? feed.slice(-feedLimit) : feed);

function pruneEnded(sessions: Map<string, Session>): Map<string, Session> {
  const ended: Session[] = [];
  for (const session of sessions.values()) if (session.ended_at !== null) ended.push(session);
  if (ended.length <= keepEnded) return sessions;
  ended.sort((a, b) => (a.ended_at ?? '').localeCompare(b.ended_at ?? ''));
  for (const session of ended.slice(0, ended.length - keepEnded)) sessions.delete(session.session_id);
  return sessions;
}
