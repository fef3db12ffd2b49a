import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { useLive } from '../live/hooks';
import { openSession } from '../live/location';
import type { Activity } from '../live/types';
import { shownNow } from '../ui/clock';
import { cn } from '../ui/cn';
import { money } from '../ui/format';
import { kindOf, typeNames } from '../ui/kinds';
import { Ago } from '../ui/Since';
import { What } from '../ui/What';

interface Props {
  item: Activity;
  /** So much happens that marking what is new marks nothing. */
  busy?: boolean;
  more?: number;
  open?: boolean;
  nested?: boolean;
  /** The key of the burst that is folded into this row. */
  fold?: string;
  onToggle?: (fold: string) => void;
}

const freshFor = 1_500;

const Cost = ({ usd }: { usd: number }) => <span className="tabular text-xs text-muted">{money(usd)}</span>;

export const FeedRow = memo(function FeedRow({
  item,
  busy = false,
  more = 0,
  open = false,
  nested = false,
  fold = '',
  onToggle,
}: Props) {
  const { icon: Icon, hue } = kindOf(item);
  const title = useLive((state) => state.sessions.get(item.session_id)?.title ?? null);
  const fresh = !busy && shownNow() - Date.parse(item.timestamp) < freshFor;
  return (
    <div className={cn('relative flex h-full items-start gap-2.5 px-3 py-1.5 hover:bg-hover', nested && 'pl-8')}>
      {fresh && <span key={item.id} aria-hidden="true" className="mark absolute inset-0 bg-accent/10" />}
      <Icon aria-label={typeNames[item.type] ?? item.type} className={cn('mt-0.5 size-4 shrink-0', hue)} />
      <button
        type="button"
        onClick={() => openSession(item.session_id)}
        className="min-w-0 flex-1 text-left after:absolute after:inset-0"
      >
        <What item={item} />
        <span className="flex items-baseline gap-1.5 text-xs text-muted">
          <span className="max-w-[50%] shrink-0 truncate font-medium">{item.project}</span>
          <span key={item.project} className="min-w-0 truncate">
            {title}
          </span>
        </span>
      </button>
      {/* Room for its longest words: a row that lends its elements to the next moves nothing. */}
      <span className="flex min-w-15 shrink-0 flex-col items-end">
        <Ago at={item.timestamp} className="tabular relative text-xs leading-5 text-muted" />
        {more > 0 ? (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => onToggle?.(fold)}
            className="relative flex items-center rounded text-xs text-accent hover:underline"
          >
            <ChevronRight aria-hidden className={cn('size-3 transition-transform', open && 'rotate-90')} />
            <span className="tabular min-w-[2ch] text-right">{more}</span> <span className="ml-1">more</span>
          </button>
        ) : (
          item.cost > 0 && <Cost key={item.id} usd={item.cost} />
        )}
      </span>
    </div>
  );
});
