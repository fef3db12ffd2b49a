import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  if (document.visibilityState === 'hidden') return;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

let skew = 0;

/** How far the server's clock is ahead of this machine's, ms. */
export const setSkew = (ms: number) => {
  skew = ms;
};

let held: number | null = null;

/** The reader holds the page, or it is cut off: its clocks stand at this moment of this machine's clock. Null: they run. */
export const holdClocks = (at: number | null) => {
  if (at === held) return;
  held = at;
  tick();
};

/** The moment on the screen by the server's clock, ms: now, unless held. */
export const shownNow = () => (held ?? Date.now()) + skew;

/** What `format` says of the moment on the screen, looked at once a second; renders only when that changes: return a primitive or something kept. */
export const useTick = <T>(format: (now: number) => T): T => useSyncExternalStore(subscribe, () => format(shownNow()));

/** The same of this machine's clock, which nobody holds: for what is said of the connection. */
export const useWatch = <T>(format: (now: number) => T): T => useSyncExternalStore(subscribe, () => format(Date.now()));
