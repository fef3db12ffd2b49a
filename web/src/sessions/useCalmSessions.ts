import { useLive } from '../live/hooks';
import { store } from '../live/store';
import { useTick } from '../ui/clock';

/** All sessions as they were within the last second, for what counts over all of them. */
export function useCalmSessions() {
  // A session that comes or goes is counted at once.
  useLive((state) => state.sessions.size);
  return useTick(() => store.get().sessions);
}
