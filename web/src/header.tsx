import { CircleHelp, Command, Ellipsis, Monitor, Moon, Search, Sun, X } from 'lucide-react';
import { AlertNotifications } from './alerts/AlertNotifications';
import { setParam, useParam } from './live/location';
import { setPrefs, usePrefs } from './live/prefs';
import { applyTheme } from './live/theme';
import { ConnectionStatus } from './metrics/ConnectionStatus';
import { Button } from './ui/Button';

interface Props {
  wall: boolean;
  onPalette: () => void;
  onHelp: () => void;
}

export function Header({ wall, onPalette, onHelp }: Props) {
  return (
    <header className="sticky top-0 z-20 flex h-13 shrink-0 items-center gap-1 bg-bg px-3 lg:px-4">
      <h1 className="mr-1 flex items-center gap-2 text-base font-semibold">
        <Mark />
        <span className="max-sm:sr-only">ClaudeLens</span>
      </h1>
      <ConnectionStatus />
      {!wall && <SearchBox onPalette={onPalette} />}
      <span className="ml-auto flex items-center">
        <AlertNotifications />
        {!wall && <ThemeButton />}
        {!wall && (
          <Button label="Keyboard (?)" onClick={onHelp} className="max-sm:hidden">
            <CircleHelp aria-hidden className="size-4" />
          </Button>
        )}
        {wall && (
          <Button label="Leave the wall screen" onClick={() => setParam('wall', null, true)}>
            <X aria-hidden className="size-4" />
          </Button>
        )}
      </span>
    </header>
  );
}

const Mark = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className="size-5 text-active">
    <circle cx="16" cy="16" r="12" fill="none" stroke="currentColor" strokeWidth="4" />
    <circle cx="16" cy="16" r="4.5" fill="currentColor" />
  </svg>
);

/** What the key is called here. */
const mac = /Mac|iPhone|iPad/.test(navigator.platform);

function SearchBox({ onPalette }: { onPalette: () => void }) {
  const text = useParam('q') ?? '';
  return (
    <label className="mx-auto flex h-8 w-full max-w-md min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-muted focus-within:border-accent">
      <Search aria-hidden className="size-3.5 shrink-0" />
      <input
        type="search"
        id="search"
        value={text}
        onChange={(event) => setParam('q', event.target.value)}
        placeholder="Filter by text"
        aria-label="Filter by text"
        className="min-w-0 flex-1 bg-transparent text-text outline-none placeholder:text-muted"
      />
      <button
        type="button"
        onClick={onPalette}
        title="Search or run a command"
        className="flex shrink-0 items-center gap-0.5 rounded border border-line px-1 text-xs hover:text-text"
      >
        {/* Whoever has no keyboard is told of no keys. */}
        <span aria-hidden="true" className="flex items-center gap-0.5 max-sm:hidden pointer-coarse:hidden">
          {mac ? <Command className="size-3" /> : 'Ctrl'} K
        </span>
        <Ellipsis aria-hidden className="hidden size-4 max-sm:block pointer-coarse:block" />
        <span className="sr-only">Commands</span>
      </button>
    </label>
  );
}

const themes = { system: Monitor, light: Sun, dark: Moon } as const;
const after = { system: 'light', light: 'dark', dark: 'system' } as const;

function ThemeButton() {
  const { theme } = usePrefs();
  const Icon = themes[theme];
  const next = () => {
    setPrefs({ theme: after[theme] });
    applyTheme();
  };
  return (
    <Button label={`Theme: ${theme}`} onClick={next}>
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
