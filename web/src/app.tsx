import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { Banner } from './banner';
import { FilterChips } from './chips';
import { Header } from './header';
import { useLostAt, usePaused } from './live/hooks';
import { useParam } from './live/location';
import { LiveMetrics } from './metrics/LiveMetrics';
import { ActiveSessionsGrid } from './sessions/ActiveSessionsGrid';
import { useShortcuts } from './shortcuts';
import { Side } from './side';
import { cn } from './ui/cn';
import { useWide } from './ui/useMedia';

const CommandPalette = lazy(() => import('./palette'));
const Help = lazy(async () => ({ default: (await import('./help')).Help }));

/** The rooms of the page, in the order of the questions it answers. */
export function App() {
  const page = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const wall = useParam('wall') !== null;
  const session = useParam('session');
  const [door, setDoor] = useState<'palette' | 'help' | null>(null);
  const shut = useCallback(() => setDoor(null), []);
  const palette = useCallback(() => setDoor('palette'), []);
  const help = useCallback(() => setDoor('help'), []);
  useShortcuts({ palette, help });
  const cutOff = useLostAt() !== null;
  const paused = usePaused();

  return (
    <div
      ref={page}
      className={cn('flex h-dvh flex-col overflow-y-auto lg:overflow-hidden', wall && 'wall', paused && 'paused')}
    >
      <Header wall={wall} onPalette={palette} onHelp={help} />
      <Banner />
      <main className={cn('flex flex-col gap-3 px-3 pb-14 lg:min-h-0 lg:flex-1 lg:px-4 lg:pb-4', cutOff && 'stale')}>
        <LiveMetrics />
        <FilterChips />
        <div className="flex flex-col lg:min-h-0 lg:flex-1 lg:flex-row lg:gap-4">
          <div ref={pane} className="min-w-0 lg:-m-1 lg:min-h-0 lg:flex-1 lg:overflow-y-auto lg:p-1">
            <ActiveSessionsGrid key={String(wide)} scroller={wide ? pane : page} wall={wall} />
          </div>
          <Side session={session} wide={wide} />
        </div>
      </main>
      <Suspense>
        {door === 'palette' && <CommandPalette onClose={shut} />}
        {door === 'help' && <Help onClose={shut} />}
      </Suspense>
    </div>
  );
}
