import { type RefObject, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Filters } from '../live/filters';
import { type Group, holdOrder, orderSessions, type Sort, sameOrder } from '../live/order';
import { store } from '../live/store';
import { shownNow } from '../ui/clock';

const settle = 500;

/**
 * The order of the grid. Looked at twice a second, not at every message; and while the pointer is
 * over the grid nothing changes its place.
 */
export function useOrder(filters: Filters, sort: Sort, group: Group, held: RefObject<boolean>): readonly string[] {
  const shown = useRef<readonly string[]>([]);
  const source = useMemo(() => {
    const compute = (hold: boolean) => {
      const wanted = orderSessions(store.get().sessions, filters, sort, group, shownNow());
      const next = hold ? holdOrder(shown.current, wanted) : wanted;
      if (!sameOrder(shown.current, next)) shown.current = next;
    };
    // A new filter or sort was asked for by the reader: that moves cards even under the pointer.
    compute(false);
    return {
      subscribe: (changed: () => void) => {
        let sessions = store.get().sessions;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const look = () => {
          timer = undefined;
          const before = shown.current;
          compute(held.current === true && group === 'none');
          if (shown.current !== before) changed();
        };
        const stop = store.subscribe(() => {
          if (store.get().sessions === sessions) return;
          const first = sessions.size === 0;
          sessions = store.get().sessions;
          if (first) look();
          else timer ??= setTimeout(look, settle);
        });
        // Ended sessions leave although no frame says so.
        const sweep = setInterval(look, 5_000);
        return () => {
          stop();
          clearTimeout(timer);
          clearInterval(sweep);
        };
      },
      get: () => shown.current,
    };
  }, [filters, sort, group, held]);
  useEffect(() => {
    const release = () => {
      held.current = false;
    };
    addEventListener('blur', release);
    return () => removeEventListener('blur', release);
  }, [held]);
  return useSyncExternalStore(source.subscribe, source.get);
}
