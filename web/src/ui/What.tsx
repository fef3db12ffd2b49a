import { cn } from './cn';
import { duration, shortTarget, toolName } from './format';
import { type Happening, typeNames } from './kinds';

/** One line: the tool and its target, or what was said. */
export function What({ item }: { item: Happening }) {
  const { tool, target, type, summary, is_error: failed, duration_ms: took } = item;
  const tone = cn('block truncate', failed && 'text-error', type === 'thinking' && 'text-muted italic');
  if (tool === null || (failed && type !== 'tool_use'))
    return (
      <span className={cn(tone, type === 'prompt' && 'font-medium')} title={summary}>
        {summary === '' ? (typeNames[type] ?? type) : summary}
      </span>
    );
  return (
    <span className={cn(tone, type === 'tool_result' && 'text-muted')} title={target ?? summary}>
      <span className="font-medium">{toolName(tool)}</span>{' '}
      <span key={tool} className="font-mono text-[0.75rem]">
        {shortTarget(target ?? '', 90)}
      </span>
      {type === 'tool_result' && <span key={target}> {took == null ? 'done' : `· ${duration(took)}`}</span>}
    </span>
  );
}
