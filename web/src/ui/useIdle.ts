import { useEffect, useState } from 'react';

/** False until the browser had nothing better to do: for what nobody waits for. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const rest = () => setIdle(true);
    // Not every browser tells when it rests.
    if (globalThis.requestIdleCallback === undefined) {
      const timer = setTimeout(rest);
      return () => clearTimeout(timer);
    }
    const waiting = requestIdleCallback(rest, { timeout: 3_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  return idle;
}
