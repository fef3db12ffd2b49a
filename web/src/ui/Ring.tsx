import { cn } from './cn';

export type RingState = 'waiting' | 'thinking' | 'active' | 'idle' | 'ended';

export const ringLabel: Record<RingState, string> = {
  waiting: 'Waiting for you',
  thinking: 'Thinking',
  active: 'Working',
  idle: 'Your turn',
  ended: 'Ended',
};

/** Colour and shape say the same: a solid mark waits, a breathing disc thinks, a turning arc works. */
export function Ring({ state, className }: { state: RingState; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" role="img" aria-label={ringLabel[state]} className={cn('size-4 shrink-0', className)}>
      {state === 'waiting' && (
        <g className="text-waiting">
          <circle cx="8" cy="8" r="7.5" fill="currentColor" />
          <path d="M8 4v5" stroke="var(--on-waiting)" strokeWidth="2" strokeLinecap="round" />
          <circle cx="8" cy="12" r="1.1" fill="var(--on-waiting)" />
        </g>
      )}
      {state === 'thinking' && (
        <g className="text-thinking">
          <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" opacity=".45" />
          <circle cx="8" cy="8" r="3.5" fill="currentColor" className="breathe" />
        </g>
      )}
      {state === 'active' && (
        <g className="text-active">
          <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="2" opacity=".25" />
          <path
            d="M8 1.75A6.25 6.25 0 0 1 14.25 8"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            className="turn"
          />
          <path d="M6.4 5.2 11 8l-4.6 2.8z" fill="currentColor" />
        </g>
      )}
      {state === 'idle' && <circle cx="8" cy="8" r="5" fill="none" stroke="var(--idle)" strokeWidth="2" />}
      {state === 'ended' && (
        <path d="M4.5 8.2 7 10.7l4.5-5" fill="none" stroke="var(--idle)" strokeWidth="2" strokeLinecap="round" />
      )}
    </svg>
  );
}
