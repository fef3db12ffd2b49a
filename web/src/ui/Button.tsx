import type { ComponentProps } from 'react';
import { cn } from './cn';

interface Props extends ComponentProps<'button'> {
  /** For a button with an icon alone: what it does, for everyone. */
  label?: string;
  pressed?: boolean;
}

export function Button({ className, label, pressed, children, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      className={cn(
        'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md px-2 text-sm text-muted',
        'transition-colors hover:bg-hover hover:text-text disabled:opacity-50',
        pressed && 'bg-hover text-text',
        label !== undefined && 'min-w-8',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
