import { useLive } from '../live/hooks';
import { store } from '../live/store';
import type { LiveMetrics as Metrics } from '../live/types';
import { useTick } from '../ui/clock';
import { compact, money } from '../ui/format';
import { MetricCard } from './MetricCard';

/** From how many errors an hour the card turns red. */
const manyErrors = 10;
const usd = (value: number) => `$${value < 1000 ? value.toFixed(2) : compact(value)}`;
/** A rate in hundreds needs no cents. */
const rate = (value: number) =>
  value < 100 ? usd(value) : `$${value < 10_000 ? Math.round(value).toLocaleString() : compact(value)}`;
const rounded = (value: number) => compact(Math.round(value));
/** A count a reader may check against the list: exact as long as it fits. */
const count = (value: number) => (value < 10_000 ? Math.round(value).toLocaleString() : compact(value));

/** What it costs and whether it gets worse: the numbers now, each with its last hour. */
export function LiveMetrics() {
  // Shown once a second: numbers that change ten times a second cannot be read.
  useLive((state) => state.loaded);
  const now = useTick<Metrics | null>(() => store.get().metrics);
  const parts = [
    [now?.thinking, 'thinking'],
    [now?.working, 'at work'],
  ] as const;
  const note = parts.flatMap(([many, word]) => (many ? [`${count(many)} ${word}`] : [])).join(', ');
  const errors = now?.errors_last_hour ?? null;
  return (
    <section aria-label="Live metrics" className="grid grid-cols-3 gap-1.5 sm:gap-2 lg:gap-3 lg:grid-cols-6">
      <MetricCard
        label="messages a min"
        value={now?.messages_per_minute ?? null}
        format={count}
        series="messages"
        seriesFormat={compact}
        atLeast={10}
      />
      <MetricCard
        label="active"
        value={now?.active_sessions ?? null}
        format={count}
        note={note}
        series="active_sessions"
        seriesFormat={compact}
        atLeast={4}
      />
      <MetricCard
        label="cost rate"
        value={now?.cost_per_hour_rate ?? null}
        format={rate}
        suffix="/h"
        series="cost"
        seriesFormat={money}
        atLeast={0.05}
      />
      <MetricCard
        label="tokens a min"
        value={now?.tokens_per_minute ?? null}
        format={rounded}
        series="tokens"
        seriesFormat={compact}
        atLeast={1000}
      />
      <MetricCard
        label="errors, last hour"
        value={errors}
        format={count}
        trouble={errors !== null && errors >= manyErrors}
        series="errors"
        seriesFormat={compact}
        atLeast={4}
      />
      <MetricCard
        label="cost today"
        value={now?.cost_today ?? null}
        format={usd}
        series="spent"
        seriesFormat={money}
        atLeast={0.05}
      />
    </section>
  );
}
