import type { Activity, Alert, MinutePoint } from '../wire/frames';
import type { FeedItem } from './state';

const minutesKept = 180;
const alertsKept = 100;

/** A snapshot's recent activity (newest first) behind what is on the screen, none twice. */
export function mergeFeed(feed: readonly FeedItem[], recent: readonly Activity[]): FeedItem[] {
  const known = new Set(feed.map((item) => item.id));
  const fresh = recent.filter((item) => !known.has(item.id)).reverse();
  return [...feed, ...fresh];
}

export function withMinute(history: readonly MinutePoint[], minute: MinutePoint): readonly MinutePoint[] {
  const last = history.at(-1);
  if (last?.minute === minute.minute) return [...history.slice(0, -1), minute];
  if (last !== undefined && last.minute > minute.minute) return history;
  return [...history, minute].slice(-minutesKept);
}

export function withAlert(alerts: readonly Alert[], alert: Alert): readonly Alert[] {
  const at = alerts.findIndex((known) => known.id === alert.id);
  if (at >= 0) return alerts.with(at, alert);
  return [alert, ...alerts].slice(0, alertsKept);
}
