import type { ReactNode } from 'react';
import { cn } from './cn';

export type RingState = 'waiting' | 'thinking' | 'active' | 'idle' | 'ended';

export const ringLabel: Record<RingState, string> = {
  waiting: 'Waiting for you',
  thinking: 'Thinking',
  active: 'Working',
  idle: 'Your turn',
  ended: 'Ended',
};

const tones: Record<RingState, string> = {
  waiting: 'text-waiting',
  thinking: 'text-thinking',
  active: 'text-active',
  idle: 'text-idle',
  ended: 'text-idle',
};

const still: Record<RingState, ReactNode> = {
  waiting: (
    <>
      <circle cx="8" cy="8" r="7.5" fill="currentColor" />
      <path d="M8 4v5" stroke="var(--on-waiting)" strokeWidth="2" strokeLinecap="round" />
      <circle cx="8" cy="12" r="1.1" fill="var(--on-waiting)" />
    </>
  ),
  thinking: <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" opacity=".45" />,
  active: (
    <>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="2" opacity=".25" />
      <path d="M6.4 5.2 11 8l-4.6 2.8z" fill="currentColor" />
    </>
  ),
  idle: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />,
  ended: <path d="M4.5 8.2 7 10.7l4.5-5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};

const moving: Partial<Record<RingState, ReactNode>> = {
  thinking: <circle cx="8" cy="8" r="3.5" fill="currentColor" />,
  active: (
    <path d="M8 1.75A6.25 6.25 0 0 1 14.25 8" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  ),
};

/**
 * Colour and shape say the same: a solid mark waits, a breathing disc thinks, a turning arc works.
 * What moves is a picture of its own, so that the compositor moves it and nothing is painted again.
 */
export function Ring({ state, calm = false, className }: { state: RingState; calm?: boolean; className?: string }) {
  return (
    <span
      role="img"
      aria-label={ringLabel[state]}
      title={ringLabel[state]}
      className={cn('relative inline-block size-4 shrink-0', tones[state], className)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" className="absolute inset-0 size-full">
        {still[state]}
      </svg>
      {moving[state] !== undefined && (
        <svg
          viewBox="0 0 16 16"
          aria-hidden="true"
          className={cn('absolute inset-0 size-full', !calm && (state === 'thinking' ? 'breathe' : 'turn'))}
        >
          {moving[state]}
        </svg>
      )}
    </span>
  );
}
