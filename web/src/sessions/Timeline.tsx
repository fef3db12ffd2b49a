import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Log } from '../live/sessionLog';
import type { Session } from '../live/types';
import { TimelineRow } from './TimelineRow';
import type { Step } from './timeline';

interface Props {
  session: Session;
  log: Log;
  steps: readonly Step[];
}

/** Everything the session did, newest at the end, live while it runs. */
export function Timeline({ session, log, steps: rows }: Props) {
  const names = useMemo(
    () => new Map(session.subagents.map((agent) => [agent.agent_id, agent.agent_type ?? 'Agent'])),
    [session.subagents],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 30,
    getItemKey: (at) => rows[at]?.event.id ?? at,
    overscan: 8,
    initialRect: { width: 400, height: 600 },
  });
  const height = virtualizer.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows whatever makes the list higher
  useLayoutEffect(() => {
    if (atEnd.current && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [height]);

  return (
    <div
      ref={scroller}
      role="log"
      aria-live="off"
      aria-label="Timeline"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto border-t border-line py-1 [overflow-anchor:none]"
      onScroll={({ currentTarget: element }) => {
        atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
      }}
    >
      <Note log={log} />
      <div className="relative" style={{ height }}>
        {virtualizer.getVirtualItems().map((item) => {
          const step = rows[item.index];
          if (step === undefined) return null;
          const agent = step.event.agent_id;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TimelineRow step={step} agent={agent === null ? null : (names.get(agent) ?? 'Agent')} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Note({ log }: { log: Log }) {
  if (log.state === 'failed')
    return <p className="px-4 py-3 text-error">The timeline could not be read: {log.error}</p>;
  if (log.events.length > 0) return null;
  return (
    <p className="px-4 py-3 text-muted">{log.state === 'loading' ? 'Reading the timeline' : 'Nothing recorded yet'}</p>
  );
}
