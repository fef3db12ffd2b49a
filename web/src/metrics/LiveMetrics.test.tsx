import { render, screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { arrive, at, hello, metrics, snapshot } from '../testing';
import { LiveMetrics } from './LiveMetrics';

const history = Array.from({ length: 61 }, (_, n) => ({
  minute: at(n * 60),
  messages: n < 56 ? 10 : 40,
  cost: 0.1,
  tokens: 1000,
  errors: 0,
  active_sessions: 2,
}));

beforeAll(() => arrive(hello(1), snapshot(1, { history })));

test('the six numbers, each in its own unit', () => {
  render(<LiveMetrics />);
  const text = screen.getByRole('region', { name: 'Live metrics' }).textContent ?? '';
  for (const part of ['142', '12', '$18.40', '1.2M', '0', '$92.10', 'messages a min', 'tokens a min', 'cost today'])
    expect(text).toContain(part);
  expect(text).toContain('3 thinking, 2 at work');
});

test('a trend is told apart from noise', () => {
  const even = { messages_per_minute: 40, cost_per_hour_rate: 6, tokens_per_minute: 1000 };
  arrive(snapshot(2, { history, live_metrics: { ...metrics, ...even } }));
  render(<LiveMetrics />);
  expect(screen.getAllByText('rising')).toHaveLength(1);
});

test('many errors are trouble, few are not', () => {
  arrive(snapshot(3, { live_metrics: { ...metrics, errors_last_hour: 12 } }));
  render(<LiveMetrics />);
  expect(screen.getByText('errors, last hour').closest('.card')?.className).toContain('text-error');
  expect(screen.getByText('messages a min').closest('.card')?.className).not.toContain('text-error');
});
