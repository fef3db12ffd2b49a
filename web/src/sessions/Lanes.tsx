import type { Session } from '../live/types';
import { serverNow, useTick } from '../ui/clock';
import { cn } from '../ui/cn';
import { duration } from '../ui/format';
import { lanes } from './timeline';

const most = 8;

/** The session's subagents in lanes: who worked when, beside whom. */
export function Lanes({ session }: { session: Session }) {
  useTick((now) => Math.floor(now / 5_000));
  if (session.subagents.length === 0) return null;
  const all = lanes(session, serverNow()).slice(1);
  const shown = all.slice(-most);
  const from = Math.min(...shown.map((lane) => lane.from));
  const span = Math.max(1, Math.max(...shown.map((lane) => lane.to)) - from);
  return (
    <ul aria-label="Subagents" className="space-y-1 px-4 pb-3 text-xs">
      {shown.map((lane) => (
        <li key={lane.id} className="grid grid-cols-[7rem_1fr_4rem] items-center gap-2">
          <span className="truncate text-muted" title={lane.name}>
            {lane.name}
          </span>
          <span className="h-2 overflow-hidden rounded-full bg-hover">
            <span
              className={cn('block h-full origin-left rounded-full', lane.live ? 'bg-active' : 'bg-idle')}
              style={{
                transform: `translateX(${((lane.from - from) / span) * 100}%) scaleX(${Math.max(0.01, (lane.to - lane.from) / span)})`,
              }}
            />
          </span>
          <span className="tabular text-right text-muted">{duration(lane.to - lane.from)}</span>
        </li>
      ))}
      {all.length > most && <li className="text-muted">and {all.length - most} earlier</li>}
    </ul>
  );
}
