import { cn } from '../ui/cn';
import { compact } from '../ui/format';

interface Props {
  tokens: number;
  window: number | null;
  /** Without it the figure alone. */
  bar?: boolean;
  className?: string;
}

/** How full the context is; amber above 80 %, when a compaction is near. */
export function ContextBar({ tokens, window, bar = true, className }: Props) {
  if (tokens === 0) return null;
  if (window === null) return <span className={cn('tabular text-muted', className)}>{compact(tokens)} ctx</span>;
  const share = Math.min(1, tokens / window);
  const percent = Math.round(share * 100);
  return (
    <span
      className={cn('flex shrink-0 items-center gap-1.5 whitespace-nowrap text-muted', className)}
      title={`Context: ${compact(tokens)} of ${compact(window)} tokens`}
    >
      {bar && (
        <span aria-hidden="true" className="h-1 w-10 overflow-hidden rounded-full bg-line">
          <span
            className={cn('block h-full rounded-full', share > 0.8 ? 'bg-waiting' : 'bg-idle')}
            // Moved in, not scaled: its end stays round.
            style={{ transform: `translateX(${(share - 1) * 100}%)` }}
          />
        </span>
      )}
      <span className="tabular w-8 text-right">
        {percent}
        <span className="sr-only"> % of the context used</span>
        <span aria-hidden="true"> %</span>
      </span>
    </span>
  );
}
