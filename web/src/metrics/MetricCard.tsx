import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import { useLive } from '../live/hooks';
import { store } from '../live/store';
import { useTick } from '../ui/clock';
import { cn } from '../ui/cn';
import { RollingNumber } from '../ui/RollingNumber';
import { ActivitySparklines } from './ActivitySparklines';
import { type Series, trend } from './series';

interface Props {
  label: string;
  value: number | null;
  format: (value: number) => string;
  suffix?: string;
  note?: string;
  series: Series;
  seriesFormat: (value: number) => string;
  atLeast: number;
  /** Colour stands only for trouble. */
  trouble?: boolean;
}

export function MetricCard({ label, value, format, suffix, note, series, seriesFormat, atLeast, trouble }: Props) {
  return (
    <div className={cn('card min-w-0 px-2 pt-1.5 pb-1.5 sm:px-3 sm:pt-2 sm:pb-2', trouble && 'text-error')}>
      {/* One more figure makes another line: nothing moves because a number grew. */}
      <p key={value === null ? 0 : format(value).length} className="flex items-baseline gap-1">
        {value === null ? (
          <span className="text-xl text-muted">–</span>
        ) : (
          <RollingNumber value={format(value)} className="text-xl font-semibold tracking-tight" />
        )}
        {suffix !== undefined && <span className="text-muted max-sm:text-xs">{suffix}</span>}
        <TrendMark series={series} />
      </p>
      <p className="flex text-muted max-sm:text-xs">
        <span className="min-w-0 truncate" title={note}>
          {label}
          {note && <span className="max-sm:hidden"> · {note}</span>}
        </span>
      </p>
      <ActivitySparklines
        series={series}
        label={label}
        format={seriesFormat}
        atLeast={atLeast}
        className={cn('mt-1.5 h-5 sm:h-7', trouble ? 'text-error' : 'text-muted')}
      />
    </div>
  );
}

function TrendMark({ series }: { series: Series }) {
  useLive((state) => state.loaded);
  const way = useTick(() => trend(store.get(), series));
  if (way === 'steady') return null;
  const Arrow = way === 'up' ? ArrowUpRight : ArrowDownRight;
  return (
    <span
      title={`${way === 'up' ? 'Rising' : 'Falling'}: last 5 minutes against the 15 before`}
      className="text-muted max-sm:hidden"
    >
      <Arrow aria-hidden className="size-4 self-center" />
      <span className="sr-only">{way === 'up' ? 'rising' : 'falling'}</span>
    </span>
  );
}
