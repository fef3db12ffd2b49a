import { memo, type PointerEvent, useMemo } from 'react';
import { useLive } from '../live/hooks';
import { store } from '../live/store';
import { useTick } from '../ui/clock';
import { timeOfDay } from '../ui/format';
import { Sparkline } from '../ui/Sparkline';
import { pointAt, useHovered } from './hover';
import { lastHour, type Series } from './series';

interface Props {
  series: Series;
  label: string;
  format: (value: number) => string;
  /** The value that fills the height at least. */
  atLeast: number;
  className?: string;
}

/** The last hour of one metric. Pointing at a minute reads that minute in every sparkline of the page. */
export const ActivitySparklines = memo(function ActivitySparklines({
  series,
  label,
  format,
  atLeast,
  className,
}: Props) {
  // Looked at once a second: a curve of an hour does not change faster.
  useLive((state) => state.loaded);
  const history = useTick(() => store.get().history);
  const hovered = useHovered();
  const points = useMemo(() => lastHour({ ...store.get(), history }, series), [history, series]);
  const known = points.flatMap(({ value }) => value ?? []);
  const at = hovered === null ? -1 : points.findIndex((point) => point.minute === hovered);
  const point = points[at];

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / Math.max(1, width);
    pointAt(points[Math.round(share * (points.length - 1))]?.minute ?? null);
  };

  return (
    <div
      className={className}
      role="img"
      aria-label={`${label.replace(/, last hour$/, '')}, last hour: ${known.length === 0 ? 'nothing yet' : `up to ${format(Math.max(...known))} a minute`}`}
      onPointerMove={move}
      onPointerLeave={() => pointAt(null)}
    >
      <div className="relative h-full">
        <Sparkline values={points.map((each) => each.value)} atLeast={atLeast} className="h-full w-full" />
        {point !== undefined && (
          <>
            <span
              aria-hidden="true"
              className="absolute inset-y-0 w-px bg-muted"
              style={{ left: `${(at / Math.max(1, points.length - 1)) * 100}%` }}
            />
            <span className="floating tabular absolute -top-7 left-1/2 z-10 -translate-x-1/2 px-1.5 text-xs whitespace-nowrap text-text">
              {timeOfDay(point.minute)} · {point.value === null ? 'not known' : format(point.value)}
            </span>
          </>
        )}
      </div>
    </div>
  );
});
