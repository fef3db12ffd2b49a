import { expect, test } from 'vitest';
import { ago, bytes, compact, duration, elapsed, modelName, money, moneyRate, shortTarget } from './format';

test('money: the figures that matter at that size', () => {
  expect([0, 0.0001, 0.004, 1.236, 18.4, 1534].map(money)).toEqual([
    '$0',
    '<$0.001',
    '$0.004',
    '$1.24',
    '$18.40',
    '$1.5K',
  ]);
  expect(moneyRate(18.4)).toBe('$18.40 /h');
});

test('counts, clocks and durations', () => {
  expect([7, 999, 1000, 15_400, 999_900, 1_200_000].map(compact)).toEqual(['7', '999', '1K', '15K', '1M', '1.2M']);
  expect([512, 12_000, 340_000_000].map(bytes)).toEqual(['512 B', '12 KB', '340 MB']);
  expect([7_000, 134_000, 3_734_000, 49 * 3_600_000].map(elapsed)).toEqual(['0:07', '2:14', '1:02:14', '2 d 1 h']);
  expect([340, 1234, 134_000].map(duration)).toEqual(['340 ms', '1.2 s', '2:14']);
});

test('a time is relative until an hour', () => {
  const now = Date.UTC(2026, 0, 1, 12);
  expect([0, 5_000, 240_000].map((past) => ago(now - past, now))).toEqual(['now', '5 s', '4 min']);
  expect(ago(now - 2 * 3_600_000, now)).toMatch(/\d:\d\d/);
});

test('model names as people say them', () => {
  expect(['claude-opus-4-8-20260101', 'claude-sonnet-5', 'claude-haiku-4-5[1m]'].map(modelName)).toEqual([
    'opus 4.8',
    'sonnet 5',
    'haiku 4.5',
  ]);
});

test('a long path keeps its end, a long command its start', () => {
  expect(shortTarget('/home/dev/work/shop-api/src/cart.ts', 12)).toBe('…src/cart.ts');
  expect(shortTarget('npm run build\nsecond line', 8)).toBe('npm run…');
});
