import { useRef } from 'react';
import { ActivityFeed } from './activity/ActivityFeed';
import { Banner } from './banner';
import { FilterChips } from './chips';
import { Header } from './header';
import { useParam } from './live/location';
import { LiveMetrics } from './metrics/LiveMetrics';
import { ActiveSessionsGrid } from './sessions/ActiveSessionsGrid';
import { NeedsYou } from './sessions/NeedsYou';
import { useWide } from './ui/useMedia';

/** The rooms of the page, in the order of the questions it answers. */
export function App() {
  const page = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const wall = useParam('wall') !== null;
  return (
    <div ref={page} className="flex h-dvh flex-col overflow-y-auto lg:overflow-hidden">
      <Header wall={wall} />
      <Banner />
      <main className="flex flex-col gap-3 px-3 pb-3 lg:min-h-0 lg:flex-1 lg:px-4">
        <NeedsYou />
        <LiveMetrics />
        <FilterChips />
        <div className="flex flex-col gap-3 lg:min-h-0 lg:flex-1 lg:flex-row lg:gap-4">
          <div ref={pane} className="lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
            <ActiveSessionsGrid scroller={wide ? pane : page} wall={wall} />
          </div>
          <aside className="h-[80dvh] lg:h-auto lg:w-[380px] xl:w-[420px] 2xl:w-[480px]">
            <ActivityFeed />
          </aside>
        </div>
      </main>
    </div>
  );
}
