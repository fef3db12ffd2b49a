import { useLive } from '../live/hooks';
import { compact, money } from '../ui/format';
import { MetricCard } from './MetricCard';

const usd = { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const short = { notation: 'compact', maximumFractionDigits: 1 } as const;

/** What it costs and whether it gets worse: the numbers now, each with its last hour. */
export function LiveMetrics() {
  const metrics = useLive((state) => state.metrics);
  const parts = [
    [metrics?.thinking, 'thinking'],
    [metrics?.working, 'working'],
    [metrics?.waiting, 'waiting'],
  ] as const;
  const note = parts.flatMap(([count, word]) => (count ? [`${count} ${word}`] : [])).join(', ');
  return (
    <section aria-label="Live metrics" className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:gap-3 xl:grid-cols-6">
      <MetricCard
        label="messages a minute"
        value={metrics?.messages_per_minute ?? null}
        series="messages"
        seriesFormat={compact}
        atLeast={10}
      />
      <MetricCard
        label="active sessions"
        value={metrics?.active_sessions ?? null}
        note={
          note !== '' && (
            <span className="truncate" title={note}>
              · {note}
            </span>
          )
        }
        series="active_sessions"
        seriesFormat={compact}
        atLeast={4}
      />
      <MetricCard
        label="cost rate"
        value={metrics?.cost_per_hour_rate ?? null}
        format={usd}
        suffix="/h"
        series="cost"
        seriesFormat={money}
        atLeast={0.05}
      />
      <MetricCard
        label="tokens a minute"
        value={metrics?.tokens_per_minute ?? null}
        format={short}
        series="tokens"
        seriesFormat={compact}
        atLeast={1000}
      />
      <MetricCard
        label="errors, last hour"
        value={metrics?.errors_last_hour ?? null}
        trouble={(metrics?.errors_last_hour ?? 0) > 0 && (metrics?.errors_last_hour ?? 0) >= 10}
        series="errors"
        seriesFormat={compact}
        atLeast={4}
      />
      <MetricCard
        label="cost today"
        value={metrics?.cost_today ?? null}
        format={usd}
        series="cost"
        seriesFormat={money}
        atLeast={0.05}
      />
    </section>
  );
}
