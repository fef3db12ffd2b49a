/** The tab says from far away how many sessions wait, in its title and in its icon; or, with null, that nobody knows. */
export function markTab(waiting: number | null): void {
  const title =
    waiting === null ? 'Not connected · ClaudeLens' : waiting > 0 ? `(${waiting}) ClaudeLens` : 'ClaudeLens';
  if (document.title === title) return;
  document.title = title;
  // A canvas takes its time to come up, and nobody waits for the icon.
  (globalThis.requestIdleCallback ?? setTimeout)(markIcon.bind(null, waiting ?? 0));
}

function markIcon(waiting: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link === null) return;
  const icon = waiting > 0 ? badge(waiting) : null;
  link.type = icon === null ? 'image/svg+xml' : 'image/png';
  link.href = icon ?? '/favicon.svg';
}

function badge(count: number): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 64;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = '#f5b83d';
  pen.beginPath();
  pen.roundRect(0, 0, 64, 64, 16);
  pen.fill();
  pen.fillStyle = '#241a05';
  pen.font = '700 44px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(count > 9 ? '9+' : String(count), 32, 35);
  return canvas.toDataURL('image/png');
}
