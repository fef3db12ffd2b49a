import { useEffect, useState, useSyncExternalStore } from 'react';
import { getSession } from '../wire/api';
import type { Session } from '../wire/frames';
import { useLive, useSession } from './hooks';
import { type Log, SessionLog } from './sessionLog';

export function useSessionLog(id: string): Log {
  const [log, setLog] = useState(() => new SessionLog(id));
  useEffect(() => {
    const fresh = new SessionLog(id);
    setLog(fresh);
    return fresh.start();
  }, [id]);
  return useSyncExternalStore(log.subscribe, log.get);
}

/** The live session, or what the server remembers of one that left the live view. */
export function useAnySession(id: string): Session | 'loading' | 'unknown' {
  const live = useSession(id);
  const [past, setPast] = useState<{ id: string; session: Session | null } | null>(null);
  const missing = useLive((state) => state.loaded) && live === undefined;
  useEffect(() => {
    if (!missing) return;
    const stopping = new AbortController();
    getSession(id, stopping.signal).then(
      (session) => setPast({ id, session }),
      () => stopping.signal.aborted || setPast({ id, session: null }),
    );
    return () => stopping.abort();
  }, [id, missing]);
  if (live !== undefined) return live;
  if (past?.id !== id) return 'loading';
  return past.session ?? 'unknown';
}
