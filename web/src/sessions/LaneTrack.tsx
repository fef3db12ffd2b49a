import { useState } from 'react';
import { cn } from '../ui/cn';
import { duration, shortTarget, timeWithSeconds, toolName } from '../ui/format';
import { kindOf } from '../ui/kinds';
import type { Lane, Stretch } from './lanes';

interface Props {
  lane: Lane;
  from: number;
  to: number;
  marks: readonly number[];
}

/** One lane: a thread for as long as it lived, and on it the tools it ran. Pointing at one says what it was. */
export function LaneTrack({ lane, from, to, marks }: Props) {
  const [pointed, point] = useState<number | null>(null);
  const span = to - from;
  const share = (time: number) => Math.min(1, Math.max(0, (time - from) / span));
  // Moved and scaled: a lane that grows lays nothing out again.
  const place = (start: number, end: number) => ({
    transform: `translateX(${share(start) * 100}%) scaleX(${Math.max(0.006, share(end) - share(start))})`,
  });
  const shown = lane.stretches.filter((each) => each.to >= from && each.from <= to);
  const hovered = pointed === null ? undefined : shown[pointed];
  return (
    <>
      <span
        role="img"
        aria-label={`${lane.name}, ${shown.length} ${shown.length === 1 ? 'tool' : 'tools'}`}
        className="relative block h-5"
        onPointerLeave={() => point(null)}
      >
        {marks.map((mark) => (
          <span
            key={mark}
            className="absolute inset-y-0 left-0 w-full border-l border-line"
            style={{ transform: `translateX(${(mark / span) * 100}%)` }}
          />
        ))}
        <span
          className={cn(
            'absolute top-[9px] left-0 h-0.5 w-full origin-left',
            lane.live && lane.id !== null ? 'bg-active' : 'bg-idle/60',
          )}
          style={place(lane.from, lane.to)}
        />
        {shown.map((each, at) => (
          <span
            key={each.step.event.id}
            onPointerEnter={() => point(at)}
            className={cn('absolute top-1 left-0 h-3 w-full origin-left bg-current', tone(each))}
            style={place(each.from, each.to)}
          />
        ))}
      </span>
      {hovered !== undefined && <Tip stretch={hovered} />}
    </>
  );
}

const tone = ({ step }: Stretch) => kindOf({ ...step.event, is_error: step.result?.is_error === true }).hue;

/** Over the whole row, whose width it may take. */
function Tip({ stretch: { step, from, to } }: { stretch: Stretch }) {
  const { tool, target, timestamp } = step.event;
  return (
    <span className="floating pointer-events-none absolute right-0 bottom-full z-10 mb-1 flex max-w-full gap-1.5 px-2 py-1 whitespace-nowrap text-text">
      <span className="font-medium">{toolName(tool ?? 'Tool')}</span>
      <span className="min-w-0 truncate font-mono">{shortTarget(target ?? '', 48)}</span>
      <span className="tabular text-muted">
        {step.result === null ? 'runs' : duration(to - from)} · {timeWithSeconds(timestamp)}
      </span>
    </span>
  );
}
