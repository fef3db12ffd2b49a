import type { MinutePoint } from '../live/types';

export type Series = 'messages' | 'active_sessions' | 'cost' | 'tokens' | 'errors';

export const minutes = 60;

/**
 * The last hour, oldest first. The minute still running would always look like a fall, so sums end
 * with the minute before it; a count of what is there now does not.
 */
export function lastHour(history: readonly MinutePoint[], series: Series): readonly MinutePoint[] {
  return series === 'active_sessions' ? history.slice(-minutes) : history.slice(-minutes - 1, -1);
}

export type Trend = 'up' | 'down' | 'steady';

/** The last five minutes against the fifteen before them; a change under a fifth is none. */
export function trend(points: readonly MinutePoint[], series: Series): Trend {
  const mean = (part: readonly MinutePoint[]) => part.reduce((sum, point) => sum + point[series], 0) / part.length;
  const recent = points.slice(-5);
  const before = points.slice(-20, -5);
  if (recent.length === 0 || before.length === 0) return 'steady';
  const now = mean(recent);
  const then = mean(before);
  if (now > then * 1.2) return 'up';
  return now < then * 0.8 ? 'down' : 'steady';
}
