import { cn } from './cn';

interface Props {
  value: string;
  className?: string;
}

/** A number whose changed figures roll in; those that stay the same stay still. */
export function RollingNumber({ value, className }: Props) {
  const figures = [...value];
  return (
    <span className={cn('tabular inline-flex', className)}>
      <span className="sr-only">{value}</span>
      {figures.map((figure, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: counted from the right, so that a new place rolls alone
        <span key={`${figures.length - at} ${figure}`} aria-hidden="true" className="roll">
          {figure}
        </span>
      ))}
    </span>
  );
}
