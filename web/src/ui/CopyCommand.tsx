import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** A command to run in a terminal; a click takes it along. */
export function CopyCommand({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button
      type="button"
      onClick={copy}
      title="Copy"
      className="flex items-center gap-3 rounded-md border border-line bg-bg px-3 py-1.5 font-mono hover:bg-hover"
    >
      {text}
      <Icon aria-hidden className="size-3.5 text-muted" />
      <span className="sr-only">{copied ? 'copied' : 'copy'}</span>
    </button>
  );
}
