import { cn } from './cn';

interface Props {
  /** Null where nothing is known: there, nothing is drawn. */
  values: readonly (number | null)[];
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

export function paths(values: readonly (number | null)[], atLeast: number): { line: string; area: string } {
  if (values.length < 2) return { line: 'M0 98H100', area: '' };
  const top = Math.max(atLeast, ...values.map((value) => value ?? 0));
  const step = 100 / (values.length - 1);
  const line: string[] = [];
  const area: string[] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const x = (at * step).toFixed(2);
    const point = `${x} ${(98 - (value / top) * 94).toFixed(1)}`;
    const begins = at === 0 || values[at - 1] === null;
    const ends = at === values.length - 1 || values[at + 1] === null;
    // One minute alone among unknown ones is as long as a minute, or nobody would see it.
    const stub = begins && ends ? `h${(at === 0 ? step : -step).toFixed(2)}` : '';
    line.push(`${begins ? 'M' : 'L'}${point}${stub}`);
    area.push(`${begins ? `M${x} 100L` : 'L'}${point}${stub}${ends ? `V100Z` : ''}`);
  });
  return { line: line.join(''), area: area.join('') };
}
