import { useTick } from './clock';
import { ago, elapsed, exact } from './format';

// Another width is another element: nothing on the page moves because words grow. A clock's figures are all as wide.

/** A clock that runs since a moment. */
export function Since({ at, className }: { at: string; className?: string }) {
  const start = Date.parse(at);
  const text = useTick((now) => elapsed(now - start));
  return (
    <time key={text.length} dateTime={at} title={exact(at)} className={className}>
      {text}
    </time>
  );
}

/** How long ago a moment was, in words. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const then = Date.parse(at);
  const text = useTick((now) => ago(then, now));
  return (
    <time key={text} dateTime={at} title={exact(at)} className={className}>
      {text}
    </time>
  );
}
