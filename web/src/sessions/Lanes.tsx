import { useMemo, useState } from 'react';
import type { Session } from '../live/types';
import { shownNow, useTick } from '../ui/clock';
import { cn } from '../ui/cn';
import { duration, elapsed } from '../ui/format';
import { LaneTrack } from './LaneTrack';
import { type Lane, lanes, latestGroup, ticks } from './lanes';
import type { Step } from './timeline';

interface Props {
  session: Session;
  steps: readonly Step[];
  /** The agent whose steps alone the timeline shows. */
  agent: string | null;
  onAgent: (id: string | null) => void;
}

const most = 8;
const columns = 'grid grid-cols-[8.5rem_1fr_3rem] items-center gap-x-2';

/** The subagents in lanes: who worked when, beside whom, with which tools. */
export function Lanes({ session, steps, agent, onAgent }: Props) {
  const busy = session.subagents.some((each) => each.ended_at === null);
  const now = useTick((time) => (busy ? Math.floor(time / 1_000) : 0));
  const [all, setAll] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: open lanes grow once a second
  const [own, ...agents] = useMemo(() => lanes(session, steps, shownNow()), [session, steps, now]);
  if (own === undefined || agents.length === 0) return null;
  const group = all ? agents : latestGroup(agents).slice(-most);
  const from = Math.min(...group.map((lane) => lane.from));
  const to = Math.max(from + 1_000, ...group.map((lane) => lane.to));
  const marks = ticks(to - from);
  const earlier = agents.length - group.length;
  return (
    <section aria-label="Subagents" className={cn('shrink-0 px-4 pb-3 text-xs', all && 'max-h-[40%] overflow-y-auto')}>
      <div className={cn(columns, 'h-5 text-muted')}>
        <span className="flex items-baseline justify-between">
          <span>
            Subagents <span className="tabular">{agents.length}</span>
          </span>
          {(earlier > 0 || all) && (
            <button type="button" onClick={() => setAll(!all)} className="text-accent hover:underline">
              {all ? 'last only' : `+${earlier} earlier`}
            </button>
          )}
        </span>
        <span aria-hidden="true" className="tabular relative h-4">
          {marks.map((mark) => (
            <span key={mark} className="absolute top-0 left-0 w-full" style={at(mark, to - from)}>
              {mark === 0 ? '0' : elapsed(mark)}
            </span>
          ))}
        </span>
      </div>
      <ul>
        {[own, ...group].map((lane) => (
          <li key={lane.id ?? 'session'} className={cn(columns, 'relative')}>
            <Name lane={lane} pressed={lane.id === agent} onPress={() => onAgent(lane.id === agent ? null : lane.id)} />
            <LaneTrack lane={lane} from={from} to={to} marks={marks} />
            <span className="tabular text-right text-muted">
              {lane.id === null ? '' : duration(lane.to - lane.from)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const at = (mark: number, span: number) => ({ transform: `translateX(${(mark / span) * 100}%)` });

function Name({ lane, pressed, onPress }: { lane: Lane; pressed: boolean; onPress: () => void }) {
  if (lane.id === null) return <span className="text-muted">{lane.name}</span>;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      title={`${lane.name}${lane.what === null ? '' : `: ${lane.what}`} · its steps alone`}
      className="flex min-w-0 items-baseline gap-1 rounded text-left hover:text-accent aria-pressed:text-accent"
      style={{ paddingLeft: lane.depth * 10 }}
    >
      <span className="max-w-[70%] shrink-0 truncate">{lane.name}</span>
      <span className="min-w-0 truncate text-muted">{lane.what}</span>
    </button>
  );
}
