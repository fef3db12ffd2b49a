import { prefs } from './prefs';

/** Which theme stands on the root; nothing there means the system's. */
export function applyTheme(): void {
  const { theme } = prefs();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
