import type { ComponentProps } from 'react';
import { cn } from './cn';

interface Props extends ComponentProps<'button'> {
  /** For a button with an icon alone: what it does, for everyone. */
  label?: string;
  pressed?: boolean;
  /** Beside a line of text. */
  small?: boolean;
}

export function Button({ className, label, pressed, small = false, children, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      className={cn(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md text-sm text-muted',
        'transition-colors hover:bg-hover hover:text-text disabled:opacity-50',
        small ? 'h-6 px-1' : 'h-8 px-2',
        pressed && 'bg-hover text-text',
        label !== undefined && (small ? 'min-w-6' : 'min-w-8'),
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
