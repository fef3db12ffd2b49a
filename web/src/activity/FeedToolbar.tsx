import { ChevronDown, Pause, Play } from 'lucide-react';
import { useMemo } from 'react';
import { usePaused } from '../live/hooks';
import { toggleFilter, useFilters } from '../live/location';
import { isMarker } from '../live/state';
import { store } from '../live/store';
import { Button } from '../ui/Button';
import { useTick } from '../ui/clock';
import { typeNames } from '../ui/kinds';
import { Menu } from '../ui/Menu';

const types = Object.entries(typeNames).map(([value, label]) => ({ value, label }));

export function FeedToolbar({ onClose }: { onClose?: () => void }) {
  const filters = useFilters();
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-3">
      <h2 className="mr-auto text-base font-semibold">Activity</h2>
      <span className="controls flex items-center gap-1">
        <ToolMenu />
        <Menu
          many
          align="end"
          label="Filter by type"
          choices={types}
          chosen={filters.type}
          onChoose={(value) => toggleFilter('type', value)}
          trigger={(props) => (
            <Button {...props} pressed={filters.type.length > 0} className="gap-1">
              Type
              <ChevronDown aria-hidden className="size-3" />
            </Button>
          )}
        />
        <PauseButton />
        {onClose !== undefined && (
          <Button label="Put the activity away" aria-expanded onClick={onClose}>
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        )}
      </span>
    </div>
  );
}

function PauseButton() {
  const paused = usePaused();
  return (
    <Button
      label={paused ? 'Go on (space)' : 'Pause (space)'}
      pressed={paused}
      onClick={() => store.setPaused(!paused)}
    >
      {paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
    </Button>
  );
}

function ToolMenu() {
  const { tool } = useFilters();
  const feed = useTick(() => store.get().feed);
  const choices = useMemo(() => {
    const names = new Set<string>(tool);
    for (const item of feed) if (!isMarker(item) && item.tool !== null) names.add(item.tool);
    return [...names].sort().map((name) => ({ value: name, label: name }));
  }, [feed, tool]);
  return (
    <Menu
      many
      align="end"
      label="Filter by tool"
      choices={choices}
      chosen={tool}
      onChoose={(value) => toggleFilter('tool', value)}
      trigger={(props) => (
        <Button {...props} pressed={tool.length > 0} className="gap-1">
          Tool
          <ChevronDown aria-hidden className="size-3" />
        </Button>
      )}
    />
  );
}
