import { PlugZap, RotateCcw, TriangleAlert } from 'lucide-react';
import type { Marker } from '../live/state';
import { Ago } from '../ui/Since';

const icons = { gap: TriangleAlert, reconnected: PlugZap, restarted: RotateCcw };

/** Loss and return are rows of their own: a quiet feed is never a broken one. */
export function FeedMarker({ item }: { item: Marker }) {
  const Icon = icons[item.marker];
  return (
    <div className="flex h-full items-center gap-2 bg-hover/60 px-3 text-xs text-muted">
      <Icon aria-hidden className="size-3.5 shrink-0 text-waiting-text" />
      <span className="min-w-0 flex-1 truncate" title={item.text}>
        {item.text}
      </span>
      <Ago at={item.timestamp} className="tabular" />
    </div>
  );
}
