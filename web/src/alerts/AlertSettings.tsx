import { useState } from 'react';
import { useLive } from '../live/hooks';
import { type Prefs, setPrefs, usePrefs } from '../live/prefs';
import { cn } from '../ui/cn';
import { askToNotify } from './notify';

const choices = [
  { key: 'notifyWaiting', label: 'Tell me when a session waits', asks: true },
  { key: 'notifyFinished', label: 'Tell me when a long turn is done', asks: true },
  { key: 'sound', label: 'With a sound', asks: false },
] as const;

export function AlertSettings() {
  const prefs = usePrefs();
  const [refused, setRefused] = useState(false);
  const choose = async (key: keyof Prefs, on: boolean, asks: boolean) => {
    setPrefs({ [key]: on });
    if (on && asks) setRefused(!(await askToNotify()));
  };
  return (
    <div className="controls border-t border-line p-2">
      {choices.map(({ key, label, asks }) => (
        <label key={key} className="flex cursor-pointer items-center gap-2 rounded-md px-1 py-1 hover:bg-hover">
          <input
            type="checkbox"
            className="accent-accent"
            checked={prefs[key]}
            onChange={(event) => choose(key, event.target.checked, asks)}
          />
          {label}
        </label>
      ))}
      {refused && (
        <p className="px-1 text-xs text-muted">
          The browser does not allow notifications here. The tab still shows the count.
        </p>
      )}
      <Mutes />
    </div>
  );
}

function Mutes() {
  const { muted } = usePrefs();
  const active = useLive((state) => state.metrics?.active_projects) ?? [];
  const projects = [...new Set([...muted, ...active])].sort();
  if (projects.length === 0) return null;
  const toggle = (name: string) =>
    setPrefs({ muted: muted.includes(name) ? muted.filter((other) => other !== name) : [...muted, name] });
  return (
    <details className="mt-1 px-1">
      <summary className="cursor-pointer text-muted">Mute a project{muted.length > 0 && ` (${muted.length})`}</summary>
      <div className="mt-1 flex max-h-32 flex-wrap gap-1 overflow-y-auto">
        {projects.map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={muted.includes(name)}
            onClick={() => toggle(name)}
            className={cn(
              'rounded-md border border-line px-1.5 text-xs',
              muted.includes(name) ? 'line-through text-muted' : 'hover:bg-hover',
            )}
          >
            {name}
          </button>
        ))}
      </div>
    </details>
  );
}
