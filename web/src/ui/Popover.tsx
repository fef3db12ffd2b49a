import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { cn } from './cn';

export interface TriggerProps {
  popoverTarget: string;
  'aria-expanded': boolean;
  'aria-haspopup': 'dialog';
}

interface Props {
  trigger: (props: TriggerProps) => ReactNode;
  label: string;
  /** Made only while open. */
  children: (close: () => void) => ReactNode;
  align?: 'start' | 'end';
  className?: string;
}

const margin = 8;

/** The browser's own popover: it closes on Escape and on a click outside, and gives the focus back. */
export function Popover({ trigger, label, children, align = 'end', className }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useLayoutEffect(() => {
    if (!open || box.current === null) return;
    const anchor = document.querySelector(`[popovertarget="${id}"]`)?.getBoundingClientRect();
    if (anchor === undefined) return;
    const { width, height } = box.current.getBoundingClientRect();
    const left = align === 'start' ? anchor.left : anchor.right - width;
    const below = anchor.bottom + 6;
    const top = below + height + margin > innerHeight ? Math.max(margin, anchor.top - height - 6) : below;
    box.current.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
    box.current.style.top = `${top}px`;
  }, [open, id, align]);

  return (
    <>
      {trigger({ popoverTarget: id, 'aria-expanded': open, 'aria-haspopup': 'dialog' })}
      <div
        ref={box}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className={cn('floating fixed inset-auto m-0 max-w-[calc(100vw-16px)] p-1 text-sm text-text', className)}
      >
        {open && children(() => box.current?.hidePopover())}
      </div>
    </>
  );
}
