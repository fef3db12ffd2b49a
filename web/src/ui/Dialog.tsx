import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from './cn';

interface Props {
  label: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back. */
export function Dialog({ label, onClose, className, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Escape
    <dialog
      ref={element}
      aria-label={label}
      onCancel={onClose}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
      className={cn(
        'floating m-auto max-w-[calc(100vw-24px)] p-0 text-sm text-text outline-none backdrop:bg-black/40',
        className,
      )}
    >
      {children}
    </dialog>
  );
}
