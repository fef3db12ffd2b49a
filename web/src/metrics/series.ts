import type { LiveState } from '../live/state';
import type { LiveMetrics } from '../live/types';

export type Series = 'messages' | 'active_sessions' | 'cost' | 'tokens' | 'errors' | 'spent';

export interface Point {
  minute: string;
  /** Null where nobody looked. */
  value: number | null;
}

export const minutes = 60;

/** The minute still running would always look like a fall: it stands for the last 60 s instead. */
const running: Partial<Record<Series, (now: LiveMetrics) => number | undefined>> = {
  messages: (now) => now.messages_per_minute,
  cost: (now) => now.cost_per_hour_rate / 60,
  tokens: (now) => now.tokens_per_minute,
  errors: (now) => now.errors_per_minute,
};

type Known = Pick<LiveState, 'history' | 'metrics' | 'sessionsKnownSince'>;

/** The last hour, oldest first. `spent` is the cost added up. */
export function lastHour({ history, metrics: now, sessionsKnownSince: since }: Known, series: Series): Point[] {
  const hour = history.slice(-minutes);
  if (series === 'spent') {
    let sum = 0;
    return hour.map(({ minute, cost }) => {
      sum += cost;
      return { minute, value: sum };
    });
  }
  const unknown = (minute: string) => series === 'active_sessions' && since !== null && minute < since;
  const points: Point[] = hour.map((point) => ({
    minute: point.minute,
    value: unknown(point.minute) ? null : point[series],
  }));
  const last = points.at(-1);
  const latest = now === null ? undefined : running[series]?.(now);
  if (last !== undefined && latest !== undefined) last.value = latest;
  return points;
}

export type Trend = 'up' | 'down' | 'steady';

/** The last five minutes against the fifteen before them; a change under a fifth is none. */
export function trend(state: Known, series: Series): Trend {
  // What only ever grows has no trend.
  if (series === 'spent') return 'steady';
  const points = lastHour(state, series).flatMap(({ value }) => value ?? []);
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  const recent = points.slice(-5);
  const before = points.slice(-20, -5);
  if (recent.length === 0 || before.length === 0) return 'steady';
  const now = mean(recent);
  const then = mean(before);
  if (now > then * 1.2) return 'up';
  return now < then * 0.8 ? 'down' : 'steady';
}
