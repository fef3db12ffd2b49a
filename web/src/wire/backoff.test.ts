import { expect, test } from 'vitest';
import { backoff } from './backoff';

test('full jitter between half a second and a limit that doubles up to 30 s', () => {
  expect(backoff(0, () => 0)).toBe(500);
  expect(backoff(3, () => 0)).toBe(500);
  expect(backoff(3, () => 1)).toBe(4_000);
  expect(backoff(50, () => 1)).toBe(30_000);
});
