import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** A phone: one column, two lines a session. */
export const useNarrow = () => useMedia('(max-width: 40rem)');

/** Room for two columns: the grid and the feed scroll by themselves. */
export const useWide = () => useMedia('(min-width: 64rem)');

/** A big screen, or one far away. */
export const useHuge = () => useMedia('(min-width: 120rem)');
