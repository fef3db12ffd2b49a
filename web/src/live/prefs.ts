import { useSyncExternalStore } from 'react';

export interface Prefs {
  theme: 'system' | 'light' | 'dark';
  /** Null until chosen: cards, and a list on a narrow screen. */
  view: 'comfortable' | 'dense' | 'list' | null;
  sort: 'need' | 'activity' | 'cost' | 'name';
  group: 'none' | 'project' | 'host';
  notifyWaiting: boolean;
  notifyFinished: boolean;
  sound: boolean;
  muted: string[];
  views: { name: string; search: string }[];
}

const defaults: Prefs = {
  theme: 'system',
  view: null,
  sort: 'need',
  group: 'none',
  notifyWaiting: false,
  notifyFinished: false,
  sound: false,
  muted: [],
  views: [],
};

const key = 'claudelens';
const listeners = new Set<() => void>();
let current: Prefs | null = null;

function read(): Prefs {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Prefs>) };
  } catch {
    return defaults;
  }
}

/** Read when it is first asked for: the storage of a browser that is busy lets one wait. */
export const prefs = (): Prefs => {
  current ??= read();
  return current;
};

export function setPrefs(change: Partial<Prefs>): void {
  current = { ...prefs(), ...change };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // A browser without storage forgets the choice with the page.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePrefs = (): Prefs => useSyncExternalStore(subscribe, prefs);
