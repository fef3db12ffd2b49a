import { cn } from './cn';

interface Props {
  values: readonly number[];
  className?: string;
  /** The value that fills the height at least: little noise must not look like a mountain. */
  atLeast?: number;
}

/** Without axes and words: the shape of the last while. The numbers stand beside it. */
export function Sparkline({ values, className, atLeast = 1 }: Props) {
  const { line, area } = paths(values, atLeast);
  return (
    <svg aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none" className={cn('block', className)}>
      <path d={area} fill="currentColor" opacity=".12" />
      <path d={line} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export function paths(values: readonly number[], atLeast: number): { line: string; area: string } {
  if (values.length < 2) return { line: 'M0 98H100', area: '' };
  const top = Math.max(atLeast, ...values);
  const step = 100 / (values.length - 1);
  const points = values.map((value, at) => `${(at * step).toFixed(2)} ${(98 - (value / top) * 94).toFixed(1)}`);
  const line = `M${points.join('L')}`;
  return { line, area: `${line}L100 100L0 100Z` };
}
