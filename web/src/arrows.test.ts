import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = import.meta.dirname;
const features = ['activity', 'sessions', 'metrics', 'alerts'];

/** Who may know whom. Files at the root are the app: they may know all. */
const allowed: Record<string, readonly string[]> = {
  wire: [],
  ui: [],
  live: ['wire'],
  ...Object.fromEntries(features.map((feature) => [feature, ['live', 'ui']])),
};

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);

const folderOf = (file: string) => (file.includes(sep) ? (file.split(sep)[0] ?? '') : 'app');

function wrongArrows(file: string, text: string): string[] {
  const from = folderOf(file);
  if (from === 'app') return [];
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].flatMap(([, path = '']) => {
    const to = folderOf(relative(root, resolve(root, file, '..', path)));
    return to === from || allowed[from]?.includes(to) ? [] : [`${file} knows ${to}`];
  });
}

test('every folder knows only what it may', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(new Set(files.map(folderOf))).toEqual(new Set([...Object.keys(allowed), 'app']));
  expect(files.flatMap((file) => wrongArrows(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('a wrong arrow is found', () => {
  expect(wrongArrows(join('wire', 'x.ts'), "import { a } from '../live/store';")).toHaveLength(1);
  expect(wrongArrows(join('activity', 'x.tsx'), "import type { S } from '../wire/frames';")).toHaveLength(1);
  expect(wrongArrows(join('metrics', 'x.tsx'), "const m = await import('../sessions/Card');")).toHaveLength(1);
  expect(wrongArrows(join('activity', 'x.tsx'), "import { store } from '../live/store';")).toEqual([]);
});
