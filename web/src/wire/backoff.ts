const floor = 500;
const ceiling = 30_000;

/** Full jitter: many pages that lost one server do not come back in step. Milliseconds. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const limit = Math.min(ceiling, floor * 2 ** Math.min(attempt, 10));
  return floor + random() * (limit - floor);
}
