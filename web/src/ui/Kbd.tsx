export const Kbd = ({ children }: { children: string }) => (
  <kbd className="rounded border border-line bg-bg px-1 font-sans text-xs text-muted">{children}</kbd>
);
