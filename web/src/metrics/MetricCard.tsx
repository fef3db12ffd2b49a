import NumberFlow, { type Format } from '@number-flow/react';
import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLive } from '../live/hooks';
import { cn } from '../ui/cn';
import { ActivitySparklines } from './ActivitySparklines';
import { lastHour, type Series, trend } from './series';

interface Props {
  label: string;
  value: number | null;
  format?: Format;
  suffix?: string;
  note?: ReactNode;
  series: Series;
  seriesFormat: (value: number) => string;
  atLeast: number;
  /** Colour stands only for trouble. */
  trouble?: boolean;
}

export function MetricCard({ label, value, format, suffix, note, series, seriesFormat, atLeast, trouble }: Props) {
  return (
    <div className={cn('card min-w-0 px-3 pt-2.5 pb-2', trouble && 'text-error')}>
      <p className="flex items-baseline gap-1">
        <span className="tabular text-xl font-semibold tracking-tight">
          {value === null ? (
            <span className="text-muted">–</span>
          ) : (
            <NumberFlow value={value} format={format} willChange isolate respectMotionPreference />
          )}
        </span>
        {suffix !== undefined && <span className="text-muted">{suffix}</span>}
        <TrendMark series={series} />
      </p>
      <p className="flex gap-1.5 truncate text-muted">
        <span className="shrink-0">{label}</span>
        {note}
      </p>
      <ActivitySparklines
        series={series}
        label={label}
        format={seriesFormat}
        atLeast={atLeast}
        className={cn('mt-1.5 h-7', trouble ? 'text-error' : 'text-muted')}
      />
    </div>
  );
}

function TrendMark({ series }: { series: Series }) {
  const way = useLive((state) => trend(lastHour(state.history, series), series));
  if (way === 'steady') return null;
  const Arrow = way === 'up' ? ArrowUpRight : ArrowDownRight;
  return (
    <span title={`${way === 'up' ? 'Rising' : 'Falling'}: last 5 minutes against the 15 before`} className="text-muted">
      <Arrow aria-hidden className="size-4 self-center" />
      <span className="sr-only">{way === 'up' ? 'rising' : 'falling'}</span>
    </span>
  );
}
