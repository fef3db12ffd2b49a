import type { MinutePoint } from '../live/types';

export type Series = 'messages' | 'active_sessions' | 'cost' | 'tokens' | 'errors' | 'spent';

export interface Point {
  minute: string;
  value: number;
}

export const minutes = 60;

/**
 * The last hour, oldest first. The minute still running would always look like a fall, so sums end
 * with the minute before it; a count of what is there now does not. `spent` is the cost added up.
 */
export function lastHour(history: readonly MinutePoint[], series: Series): Point[] {
  const whole = series === 'active_sessions' ? history.slice(-minutes) : history.slice(-minutes - 1, -1);
  if (series !== 'spent') return whole.map((point) => ({ minute: point.minute, value: point[series] }));
  let sum = 0;
  return whole.map(({ minute, cost }) => {
    sum += cost;
    return { minute, value: sum };
  });
}

export type Trend = 'up' | 'down' | 'steady';

/** The last five minutes against the fifteen before them; a change under a fifth is none. */
export function trend(history: readonly MinutePoint[], series: Series): Trend {
  // What only ever grows has no trend.
  if (series === 'spent') return 'steady';
  const points = lastHour(history, series);
  const mean = (part: readonly Point[]) => part.reduce((sum, point) => sum + point.value, 0) / part.length;
  const recent = points.slice(-5);
  const before = points.slice(-20, -5);
  if (recent.length === 0 || before.length === 0) return 'steady';
  const now = mean(recent);
  const then = mean(before);
  if (now > then * 1.2) return 'up';
  return now < then * 0.8 ? 'down' : 'steady';
}
