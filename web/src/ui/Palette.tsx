import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { cn } from './cn';
import { Dialog } from './Dialog';
import { Kbd } from './Kbd';
import { rank } from './rank';

export interface Command {
  id: string;
  name: string;
  /** Found by it, too; shown quietly. */
  detail?: string;
  icon?: ReactNode;
  keys?: string;
  /** With nothing typed, only the first commands show: those that always apply. */
  always?: boolean;
  run: (query: string) => void;
}

interface Props {
  commands: readonly Command[];
  onClose: () => void;
}

const most = 40;

export function Palette({ commands, onClose }: Props) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const found = useMemo(() => find(commands, query), [commands, query]);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run(query);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((old) => (old + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label="Commands" onClose={onClose} className="mt-[12vh] w-[600px] overflow-hidden">
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 text-muted" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={found[at] === undefined ? undefined : `${list} ${found[at].id}`}
          aria-label="Search or run a command"
          placeholder="Search sessions or run a command"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-11 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
      </div>
      <div id={list} role="listbox" aria-label="Commands" className="max-h-[50vh] overflow-y-auto p-1">
        {found.length === 0 && <p className="px-3 py-6 text-center text-muted">Nothing found</p>}
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the keyboard
          <div
            key={command.id}
            id={`${list} ${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            ref={(element) => {
              if (index === at) element?.scrollIntoView?.({ block: 'nearest' });
            }}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
            className={cn(
              'flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5',
              index === at && 'bg-hover',
            )}
          >
            <span className="flex w-4 shrink-0 justify-center text-muted">{command.icon}</span>
            <span className="shrink-0">{command.name}</span>
            <span className="min-w-0 flex-1 truncate text-muted">{command.detail}</span>
            {command.keys !== undefined && <Kbd>{command.keys}</Kbd>}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function find(commands: readonly Command[], query: string): Command[] {
  if (query === '') return commands.filter((command) => command.always).slice(0, most);
  const scored = commands.map((command) => ({
    command,
    score: rank(query, `${command.name} ${command.detail ?? ''}`),
  }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ command }) => command);
}
