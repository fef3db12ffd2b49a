import {
  Bookmark,
  Eye,
  Folder,
  LayoutGrid,
  ListFilter,
  Monitor,
  Moon,
  Pause,
  RefreshCw,
  Search,
  Sun,
  Trash2,
} from 'lucide-react';
import { doing, noFilters } from './live/filters';
import { clearFilters, openSession, replaceSearch, setFilter, setParam } from './live/location';
import { orderSessions } from './live/order';
import { prefs, setPrefs } from './live/prefs';
import { store } from './live/store';
import { applyTheme } from './live/theme';
import type { Command } from './ui/Palette';
import { Ring } from './ui/Ring';

/** Everything the palette can do now: sessions by need first, then what the page offers. */
export function commands(): Command[] {
  return [...sessions(), ...actions(), ...views(), ...projects()];
}

const icon = 'size-4';

function sessions(): Command[] {
  const { sessions: all } = store.get();
  return orderSessions(all, noFilters, 'need', 'none', Date.now()).flatMap((id, at) => {
    const session = all.get(id);
    if (session === undefined) return [];
    return {
      id: `session ${id}`,
      name: session.project,
      detail: [session.title, session.git_branch].filter(Boolean).join(' · '),
      icon: <Ring state={doing(session)} calm />,
      always: at < 6,
      run: () => openSession(id),
    };
  });
}

function actions(): Command[] {
  const show = (view: 'comfortable' | 'dense' | 'list') => () => setPrefs({ view });
  const theme = (name: 'system' | 'light' | 'dark') => () => {
    setPrefs({ theme: name });
    applyTheme();
  };
  return [
    {
      id: 'waiting',
      name: 'Show who waits for you',
      icon: <ListFilter className={icon} />,
      always: true,
      run: () => setFilter('status', ['waiting']),
    },
    {
      id: 'working',
      name: 'Show who works',
      icon: <ListFilter className={icon} />,
      run: () => setFilter('status', ['working']),
    },
    {
      id: 'ended',
      name: 'Show who ended',
      icon: <ListFilter className={icon} />,
      run: () => setFilter('status', ['ended']),
    },
    {
      id: 'errors',
      name: 'Show errors only',
      icon: <ListFilter className={icon} />,
      always: true,
      run: () => setFilter('type', ['error']),
    },
    { id: 'all', name: 'Clear all filters', icon: <ListFilter className={icon} />, always: true, run: clearFilters },
    {
      id: 'text',
      name: 'Filter by this text',
      icon: <Search className={icon} />,
      run: (query) => setParam('q', query),
    },
    {
      id: 'save',
      name: 'Save these filters as a view',
      icon: <Bookmark className={icon} />,
      always: true,
      run: saveView,
    },
    {
      id: 'pause',
      name: 'Pause or go on',
      icon: <Pause className={icon} />,
      keys: 'space',
      always: true,
      run: () => store.setPaused(!store.paused()),
    },
    { id: 'cards', name: 'Cards', icon: <LayoutGrid className={icon} />, keys: '1', run: show('comfortable') },
    { id: 'dense', name: 'Small cards', icon: <LayoutGrid className={icon} />, keys: '2', run: show('dense') },
    { id: 'list', name: 'List', icon: <LayoutGrid className={icon} />, keys: '3', run: show('list') },
    {
      id: 'group',
      name: 'Group by project',
      icon: <Folder className={icon} />,
      run: () => setPrefs({ group: 'project' }),
    },
    { id: 'host', name: 'Group by host', icon: <Folder className={icon} />, run: () => setPrefs({ group: 'host' }) },
    { id: 'flat', name: 'No groups', icon: <Folder className={icon} />, run: () => setPrefs({ group: 'none' }) },
    { id: 'light', name: 'Light theme', icon: <Sun className={icon} />, run: theme('light') },
    { id: 'dark', name: 'Dark theme', icon: <Moon className={icon} />, run: theme('dark') },
    { id: 'system', name: 'Theme of the system', icon: <Monitor className={icon} />, run: theme('system') },
    {
      id: 'wall',
      name: 'Wall screen',
      detail: 'read-only, for a big screen',
      icon: <Monitor className={icon} />,
      run: () => {
        store.setPaused(false);
        setParam('wall', '1', true);
      },
    },
    {
      id: 'reconnect',
      name: 'Connect again',
      icon: <RefreshCw className={icon} />,
      run: () => dispatchEvent(new Event('claudelens:reconnect')),
    },
  ];
}

function saveView(): void {
  const params = new URLSearchParams(location.search);
  for (const key of ['session', 'wall']) params.delete(key);
  const search = params.toString();
  const name = [...params].map(([key, value]) => (key === 'q' ? `“${value}”` : value)).join(', ') || 'Everything';
  setPrefs({ views: [...prefs().views.filter((view) => view.search !== search), { name, search }] });
}

function views(): Command[] {
  return prefs().views.flatMap((view) => [
    {
      id: `view ${view.search}`,
      name: view.name,
      detail: 'saved view',
      icon: <Eye className={icon} />,
      always: true,
      run: () => replaceSearch(view.search),
    },
    {
      id: `forget ${view.search}`,
      name: `Forget view ${view.name}`,
      icon: <Trash2 className={icon} />,
      run: () => setPrefs({ views: prefs().views.filter((other) => other.search !== view.search) }),
    },
  ]);
}

function projects(): Command[] {
  const names = new Set([...store.get().sessions.values()].map((session) => session.project));
  return [...names].sort().map((name) => ({
    id: `project ${name}`,
    name: `Only ${name}`,
    detail: 'project',
    icon: <Folder className={icon} />,
    run: () => setFilter('project', [name]),
  }));
}
