import { useEffect } from 'react';
import { clearFilters, openSession, setParam } from './live/location';
import { waitingSessions } from './live/need';
import { setPrefs } from './live/prefs';
import { store } from './live/store';

export const keys: [string, string][] = [
  ['⌘K  Ctrl K', 'Search or run a command'],
  ['/', 'Filter by text'],
  ['j  k', 'Next, previous session'],
  ['Enter', 'Open the session'],
  ['Esc', 'Close the session, clear the filters'],
  ['n', 'Next session that waits for you'],
  ['e', 'Newest event'],
  ['space', 'Pause, go on'],
  ['1  2  3', 'Cards, small cards, list'],
  ['?', 'These keys'],
];

interface Doors {
  palette: () => void;
  help: () => void;
}

/** One place for every key. Whoever types or has a dialog or a menu open keeps the keyboard. */
export function useShortcuts({ palette, help }: Doors): void {
  useEffect(() => {
    const plain: Record<string, () => void> = {
      '/': () => document.getElementById('search')?.focus(),
      '?': help,
      j: () => step(1),
      k: () => step(-1),
      n: nextWaiting,
      e: () => dispatchEvent(new Event('claudelens:newest')),
      ' ': () => store.setPaused(!store.paused()),
      Escape: close,
      '1': () => setPrefs({ view: 'comfortable' }),
      '2': () => setPrefs({ view: 'dense' }),
      '3': () => setPrefs({ view: 'list' }),
    };
    /** A wall screen is read-only: whoever leans on its keyboard changes nothing. */
    const wall: typeof plain = { Escape: () => (isOpen('session') ? openSession(null) : setParam('wall', null, true)) };
    const onKey = (event: KeyboardEvent) => {
      const onWall = isOpen('wall');
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !onWall) {
        event.preventDefault();
        palette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || taken(event)) return;
      const act = (onWall ? wall : plain)[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [palette, help]);
}

function taken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  // The focus may still be on what opened the menu, and Escape is the menu's.
  if (document.querySelector('dialog[open], [popovertarget][aria-expanded="true"]') !== null) return true;
  if (target.matches?.('input, textarea, select')) {
    if (event.key === 'Escape') target.blur();
    return true;
  }
  return event.key === ' ' && target.matches?.('button, summary, [tabindex="0"]');
}

const isOpen = (name: string) => new URLSearchParams(location.search).has(name);

function close(): void {
  if (isOpen('session')) openSession(null);
  else clearFilters();
}

/** Through the sessions as they stand on the screen; what is open follows. */
function step(by: number): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-session]')];
  const open = new URLSearchParams(location.search).get('session');
  const here = all.indexOf(document.activeElement as HTMLElement);
  const from = here >= 0 ? here : all.findIndex((each) => each.dataset.session === open);
  const next = from < 0 ? all[0] : all[Math.min(all.length - 1, Math.max(0, from + by))];
  if (next === undefined) return;
  if (open !== null && next.dataset.session !== undefined) openSession(next.dataset.session);
  next.focus();
}

function nextWaiting(): void {
  const waiting = waitingSessions(store.get().sessions).map((session) => session.session_id);
  const open = new URLSearchParams(location.search).get('session');
  const next = waiting[(waiting.indexOf(open ?? '') + 1) % waiting.length];
  if (next !== undefined) openSession(next);
}
