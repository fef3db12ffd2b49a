import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

const nearEnd = 24;

/**
 * Stays at the end while the reader is there, holds still when the reader scrolled up, and counts
 * what came since.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, height: number, arrived: number) {
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(arrived);
  const asked = useRef(false);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    asked.current = true;
    element.scrollTop = element.scrollHeight;
    setFollowing(true);
  }, [scroller]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    if (asked.current) {
      asked.current = false;
      return;
    }
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd);
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows whatever makes the list higher
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!following || element === null) return;
    const end = element.scrollHeight - element.clientHeight;
    if (Math.abs(end - element.scrollTop) < 1) return;
    asked.current = true;
    element.scrollTop = end;
  }, [following, height, scroller]);

  if (following && seen !== arrived) setSeen(arrived);
  return { following, fresh: arrived - seen, toEnd, onScroll };
}
