import { useSyncExternalStore } from 'react';

// One minute is pointed at in all charts together.
let hovered: string | null = null;
const listeners = new Set<() => void>();

export function pointAt(minute: string | null): void {
  if (minute === hovered) return;
  hovered = minute;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useHovered = () => useSyncExternalStore(subscribe, () => hovered);
