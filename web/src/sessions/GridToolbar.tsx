import { ArrowUpDown, ChevronDown, LayoutGrid, List, Rows3 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { loadEnded } from '../live/actions';
import { type Doing, doing, isWorking, matchesSession } from '../live/filters';
import { useLive } from '../live/hooks';
import { setFilter, toggleFilter, useFilters } from '../live/location';
import { setPrefs, usePrefs } from '../live/prefs';
import { Button } from '../ui/Button';
import { cn } from '../ui/cn';
import { compact, modelName, whole } from '../ui/format';
import { Menu } from '../ui/Menu';
import { useNarrow } from '../ui/useMedia';
import type { View } from './layout';
import { useCalmSessions } from './useCalmSessions';

const views = [
  { value: 'comfortable', label: 'Cards', icon: LayoutGrid },
  { value: 'dense', label: 'Small cards', icon: Rows3 },
  { value: 'list', label: 'List', icon: List },
] as const;

const sorts = [
  { value: 'need', label: 'Need' },
  { value: 'activity', label: 'Activity' },
  { value: 'cost', label: 'Cost' },
  { value: 'name', label: 'Name' },
];
const groups = [
  { value: 'none', label: 'No groups' },
  { value: 'project', label: 'By project' },
  { value: 'host', label: 'By host' },
];

export function GridToolbar({ shown, view }: { shown: number; view: View }) {
  const { sort, group } = usePrefs();
  const loaded = useLive((state) => state.loaded);
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 pb-2">
      <h2 className="mr-2 text-base font-semibold max-sm:-order-2">
        Sessions{' '}
        <span className="tabular inline-block min-w-[3ch] font-normal text-muted">{loaded && whole(shown)}</span>
      </h2>
      {/* What is counted comes with its counts: before, its room alone. */}
      <div className="flex h-8 items-center max-sm:w-full">{loaded && <StatusTabs />}</div>
      <span className="ml-auto flex items-center max-sm:-order-1">
        <Facets />
        <Menu
          label="Sort and group"
          align="end"
          trigger={(props) => (
            <Button {...props} label="Sort and group">
              <ArrowUpDown aria-hidden className="size-4" />
            </Button>
          )}
          choices={[...sorts.map((each) => ({ ...each, label: `Sort: ${each.label.toLowerCase()}` })), ...groups]}
          chosen={[sort, group]}
          onChoose={(value) =>
            groups.some((each) => each.value === value)
              ? setPrefs({ group: value as typeof group })
              : setPrefs({ sort: value as typeof sort })
          }
        />
        {views.map(({ value, label, icon: Icon }) => (
          <Button
            key={value}
            label={label}
            pressed={view === value}
            onClick={() => setPrefs({ view: value })}
            className={cn(value === 'dense' && 'max-sm:hidden')}
          >
            <Icon aria-hidden className="size-4" />
          </Button>
        ))}
      </span>
    </div>
  );
}

/** The statuses as tabs, each with how many there are now. */
function StatusTabs() {
  const sessions = useCalmSessions();
  const filters = useFilters();
  const { status } = filters;
  // How many there would be under the other filters.
  const counts = useMemo(() => {
    const others = { ...filters, status: [] };
    const found: Record<Doing, number> = { waiting: 0, thinking: 0, active: 0, idle: 0, ended: 0 };
    for (const session of sessions.values()) if (matchesSession(session, others)) found[doing(session)] += 1;
    return found;
  }, [sessions, filters]);
  // A phone's row has no room for four figures and a comma.
  const figures = useNarrow() ? compact : whole;
  const working = (Object.keys(counts) as Doing[]).filter(isWorking).reduce((sum, key) => sum + counts[key], 0);
  const tabs = [
    { value: null, label: 'All', count: null },
    { value: 'working', label: 'Working', count: working },
    { value: 'waiting', label: 'Waiting', count: counts.waiting },
    { value: 'idle', label: 'Your turn', count: counts.idle },
    { value: 'ended', label: 'Ended', count: null },
  ];
  const ended = status.includes('ended');
  const room = useRoom(Math.min(2, String(sessions.size).length));
  useEffect(() => {
    if (ended) loadEnded().catch(() => undefined);
  }, [ended]);
  return tabs.map(({ value, label, count }) => {
    const on = value === null ? status.length === 0 : status.includes(value);
    return (
      <Button
        key={label}
        pressed={on}
        onClick={() => setFilter('status', value === null ? [] : [value])}
        // What room a phone has left is shared out.
        className="max-sm:grow max-sm:gap-1 max-sm:px-0"
      >
        {label}{' '}
        {count !== null && (
          <span
            style={{ minWidth: room(label, figures(count)) }}
            className={cn('tabular text-left', value === 'waiting' && count > 0 && 'font-semibold text-waiting-text')}
          >
            {figures(count)}
          </span>
        )}
      </Button>
    );
  });
}

/** Room for so many figures at least, or for as many as there were: a count that changes moves nothing beside it. */
function useRoom(least: number) {
  const most = useRef(new Map<string, number>());
  return (label: string, figures: string) => {
    const width = Math.max(least, most.current.get(label) ?? 0, figures.length);
    most.current.set(label, width);
    return `${width}ch`;
  };
}

/** Host, model and project: whatever there is now to choose from. What joins in moves nothing: the row ends at the right. */
function Facets() {
  const filters = useFilters();
  const sessions = useCalmSessions();
  return (['host', 'model', 'project'] as const).map((key) => {
    const counts = new Map<string, number>();
    for (const session of sessions.values()) {
      const value = session[key];
      if (session.ended_at === null && value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (key !== 'project' && counts.size < 2 && filters[key].length === 0) return null;
    const choices = [...counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([value, count]) => ({ value, label: key === 'model' ? modelName(value) : value, count, title: value }));
    return (
      <Menu
        key={key}
        many
        label={`Filter by ${key}`}
        choices={choices}
        chosen={filters[key]}
        onChoose={(value) => toggleFilter(key, value)}
        trigger={(props) => (
          <Button {...props} pressed={filters[key].length > 0} className="gap-1 capitalize max-sm:px-1.5">
            {key}
            <ChevronDown aria-hidden className="size-3" />
          </Button>
        )}
      />
    );
  });
}
