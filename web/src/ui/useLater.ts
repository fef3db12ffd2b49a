import { startTransition, useEffect, useState } from 'react';

/** False for the first picture, true right after it: what a reader does not look at first is not waited for. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setLater(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return later;
}
