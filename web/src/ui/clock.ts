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

/** Now by the server's clock, ms. */
export const serverNow = () => Date.now() + skew;

/** What `format` says now, looked at once a second; renders only when that changes: return a primitive or something kept. */
export const useTick = <T>(format: (now: number) => T): T => useSyncExternalStore(subscribe, () => format(serverNow()));
