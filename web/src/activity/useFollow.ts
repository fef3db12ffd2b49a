import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

export const rowHeight = 48;
const nearEnd = 24;
const overscan = 6;
/** Nobody reads beyond the edge of what rushes by. */
const overscanBusy = 1;

interface Keyed {
  key: string;
}

/**
 * Which rows are in sight, and where the list stands: at its end while the reader is there, else
 * still, with the row the reader looks at kept in its place whatever comes or goes around it.
 */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly Keyed[],
  arrived: number,
  busy: boolean,
) {
  const [following, setFollowing] = useState(true);
  const [first, setFirst] = useState(0);
  const [room, setRoom] = useState(20);
  const [seen, setSeen] = useState(arrived);
  const anchor = useRef<{ key: string; at: number } | null>(null);
  const ours = useRef(false);

  const end = Math.max(0, rows.length - room);
  const top = following ? end : Math.min(first, end);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setRoom(Math.max(1, Math.ceil(element.clientHeight / rowHeight)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  const height = rows.length * rowHeight;
  useLayoutEffect(() => {
    if (!following || scroller.current === null) return;
    ours.current = true;
    scroller.current.scrollTop = height;
  }, [following, height, scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (following || element === null) return;
    const held = anchor.current;
    if (held === null || rows[held.at]?.key === held.key) return;
    const moved = rows.findIndex((row) => row.key === held.key);
    if (moved >= 0) element.scrollTop += (moved - held.at) * rowHeight;
    anchor.current = moved >= 0 ? { key: held.key, at: moved } : null;
  }, [following, rows, scroller]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    // The list's own step to its end says nothing about the reader, and asking for sizes now costs a layout.
    if (ours.current) {
      ours.current = false;
      return;
    }
    const at = Math.floor(element.scrollTop / rowHeight);
    const row = rows[at];
    anchor.current = row === undefined ? null : { key: row.key, at };
    setFirst(at);
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd);
  }, [rows, scroller]);

  const toEnd = useCallback(() => setFollowing(true), []);

  if (following && seen !== arrived) setSeen(arrived);
  const beyond = following && busy ? overscanBusy : overscan;
  const from = Math.max(0, top - beyond);
  const to = Math.min(rows.length, top + room + beyond);
  return { from, to, following, fresh: arrived - seen, toEnd, onScroll };
}
