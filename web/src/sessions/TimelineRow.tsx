import { Bot } from 'lucide-react';
import { memo } from 'react';
import { cn } from '../ui/cn';
import { duration, exact, money, timeWithSeconds } from '../ui/format';
import { kindOf, typeNames } from '../ui/kinds';
import { What } from '../ui/What';
import type { Step } from './timeline';

export const TimelineRow = memo(function TimelineRow({ step, agent }: { step: Step; agent: string | null }) {
  const { event, result } = step;
  const failed = event.is_error || result?.is_error === true;
  const { icon: Icon, hue } = kindOf({ ...event, is_error: failed });
  const cost = event.cost + (result?.cost ?? 0);
  const said = event.type === 'prompt';
  return (
    <div className={cn('flex items-start gap-2.5 px-4 py-1', said && 'bg-hover/50')}>
      <time
        dateTime={event.timestamp}
        title={exact(event.timestamp)}
        className="tabular w-17 shrink-0 text-xs leading-5 whitespace-nowrap text-muted"
      >
        {timeWithSeconds(event.timestamp)}
      </time>
      <Icon
        aria-label={typeNames[event.type] ?? event.type}
        className={cn('mt-0.5 size-4 shrink-0', hue, agent !== null && 'ml-4')}
      />
      <div className="min-w-0 flex-1">
        {said || event.type === 'text' ? (
          <p className={cn('line-clamp-4 break-words whitespace-pre-wrap', said && 'font-medium')}>{event.summary}</p>
        ) : (
          <What item={event} />
        )}
        {result?.is_error === true && <p className="line-clamp-3 text-xs text-error">{result.summary}</p>}
        {agent !== null && (
          <p className="flex items-center gap-1 text-xs text-muted">
            <Bot aria-hidden className="size-3" />
            {agent}
          </p>
        )}
      </div>
      <span className="tabular flex shrink-0 flex-col items-end text-xs leading-5 text-muted">
        {result?.duration_ms != null && <span>{duration(result.duration_ms)}</span>}
        {cost > 0 && <span>{money(cost)}</span>}
      </span>
    </div>
  );
});
