import { FileText, PencilLine } from 'lucide-react';
import { useMemo } from 'react';
import type { Activity } from '../live/types';
import { filesTouched } from './timeline';

export function FilesTouched({ events, folder }: { events: readonly Activity[]; folder: string | null }) {
  const files = useMemo(() => filesTouched(events), [events]);
  if (files.length === 0) return <p className="px-4 py-3 text-muted">No file touched yet</p>;
  return (
    <ul className="px-4 py-2">
      {files.map(({ path, reads, writes }) => {
        const Icon = writes > 0 ? PencilLine : FileText;
        const shown = folder !== null && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
        return (
          <li key={path} className="flex items-center gap-2 py-1" title={path}>
            <Icon
              aria-hidden
              className={writes > 0 ? 'size-3.5 shrink-0 text-hue-write' : 'size-3.5 shrink-0 text-hue-read'}
            />
            <span dir="rtl" className="min-w-0 flex-1 truncate text-left font-mono text-[0.75rem]">
              <bdi>{shown}</bdi>
            </span>
            <span className="tabular shrink-0 text-xs text-muted">
              {[writes > 0 && `${writes} written`, reads > 0 && `${reads} read`].filter(Boolean).join(', ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
