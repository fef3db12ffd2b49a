import { expect, test } from 'vitest';
import { activity } from '../testing';
import { filesTouched, steps } from './timeline';

test('a result stands with its call', () => {
  const call = activity('call', 1, { tool_use_id: 't1' });
  const other = activity('other', 2, { tool_use_id: 't2' });
  const result = activity('result', 3, { type: 'tool_result', tool_use_id: 't1', is_error: true });
  const rows = steps([call, other, result, activity('text', 4, { type: 'text' })]);
  expect(rows.map((row) => [row.event.id, row.result?.id ?? null])).toEqual([
    ['call', 'result'],
    ['other', null],
    ['text', null],
  ]);
});

test('a result without its call is a row of its own', () => {
  expect(steps([activity('late', 3, { type: 'tool_result', tool_use_id: 'gone' })])).toHaveLength(1);
});

test('files touched: the changed ones first, each once', () => {
  const on = (tool: string, target: string, seq: number) => activity(`${seq}`, seq, { tool, target });
  const files = filesTouched([on('Read', '/a', 1), on('Read', '/b', 2), on('Edit', '/b', 3), on('Bash', 'ls', 4)]);
  expect(files).toEqual([
    { path: '/b', reads: 1, writes: 1 },
    { path: '/a', reads: 1, writes: 0 },
  ]);
});
