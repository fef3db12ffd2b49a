import { useTick } from './clock';
import { ago, elapsed, exact } from './format';

/** A clock that runs since a moment. */
export function Since({ at, className }: { at: string; className?: string }) {
  const start = Date.parse(at);
  const text = useTick((now) => elapsed(now - start));
  return (
    <time dateTime={at} title={exact(at)} className={className}>
      {text}
    </time>
  );
}

/** How long ago a moment was, in words. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const then = Date.parse(at);
  const text = useTick((now) => ago(then, now));
  return (
    <time dateTime={at} title={exact(at)} className={className}>
      {text}
    </time>
  );
}
