import { useSyncExternalStore } from 'react';
import type { Session } from '../wire/frames';
import type { LiveState } from './state';
import { store } from './store';

/** The selector must return something kept in the state (or a primitive), never something it makes. */
export const useLive = <T>(select: (state: LiveState) => T): T =>
  useSyncExternalStore(store.subscribe, () => select(store.get()));

export const useSession = (id: string): Session | undefined => useLive((state) => state.sessions.get(id));

export const useConnection = () => useSyncExternalStore(store.subscribe, store.connection);

export const usePaused = () => useSyncExternalStore(store.subscribe, store.paused);

/** Since when the server is out of reach; null while it is not. What is on the screen then was true, and is no more. */
export const useLostAt = () => useSyncExternalStore(store.subscribe, store.lostAt);

/** Since when the reader holds the page, by this machine's clock; null while it goes on. */
export const usePausedAt = () => useSyncExternalStore(store.subscribe, store.pausedAt);
