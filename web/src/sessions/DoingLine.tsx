import { type Doing, doing } from '../live/filters';
import type { Session } from '../live/types';
import { cn } from '../ui/cn';
import { Ago, Since } from '../ui/Since';
import { says } from './says';

const tone: Record<Doing, string> = {
  waiting: 'text-waiting-text font-medium',
  thinking: 'text-thinking',
  active: 'text-active',
  idle: 'text-muted',
  ended: 'text-muted',
};

interface Props {
  session: Session;
  /** The word and the clock alone; on what stands elsewhere. */
  short?: boolean;
  className?: string;
}

/** The one line that says what a session does now, with its running clock. */
export function DoingLine({ session, short = false, className }: Props) {
  const { word, what, code, since } = says(session);
  const state = doing(session);
  // A clock runs while somebody is at it or waits; what is over is just so long ago.
  const Time = state === 'idle' || state === 'ended' ? Ago : Since;
  const at = since ?? session.ended_at;
  return (
    <p className={cn('flex min-w-0 items-baseline gap-1.5', className)}>
      <span className={cn('shrink-0 truncate', !short && 'max-w-[60%]', tone[state])}>{word}</span>
      {what !== null && !short && (
        // Behind another word it stands elsewhere: a new element, nothing that moved.
        <span key={word} className={cn('min-w-0 truncate text-text', code && 'font-mono text-[0.75rem]')} title={what}>
          {what}
        </span>
      )}
      {at !== null && <Time at={at} className="tabular ml-auto shrink-0 pl-1 text-muted" />}
    </p>
  );
}
