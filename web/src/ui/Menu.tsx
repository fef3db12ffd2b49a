import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { Popover, type TriggerProps } from './Popover';

export interface Choice {
  value: string;
  label: string;
  count?: number;
  /** In full, where the label is short. */
  title?: string;
}

interface Props {
  trigger: (props: TriggerProps) => ReactNode;
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  /** Stays open, so that several can be chosen. */
  many?: boolean;
  align?: 'start' | 'end';
}

export function Menu({ trigger, label, choices, chosen, onChoose, many = false, align = 'start' }: Props) {
  return (
    <Popover trigger={trigger} label={label} align={align} className="max-h-80 min-w-44 overflow-y-auto">
      {(close) => (
        <>
          {choices.length === 0 && <p className="px-2 py-1.5 text-muted">Nothing to choose yet</p>}
          {choices.map(({ value, label: name, count, title }) => {
            const on = chosen.includes(value);
            return (
              <button
                type="button"
                key={value}
                aria-pressed={on}
                title={title}
                onClick={() => {
                  onChoose(value);
                  if (!many) close();
                }}
                className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover"
              >
                <Check aria-hidden className={cn('size-3.5 shrink-0', !on && 'invisible')} />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {count !== undefined && <span className="tabular text-muted">{count}</span>}
              </button>
            );
          })}
        </>
      )}
    </Popover>
  );
}
