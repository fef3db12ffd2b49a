import { afterEach, expect, test, vi } from 'vitest';
import { activity, arrive, at, hello, message, snapshot } from '../testing';
import { SessionLog } from './sessionLog';

afterEach(() => vi.unstubAllGlobals());

const ids = (log: SessionLog) => log.get().events.map((event) => event.id);

test('pages of the past come newest first, stand oldest first, and the feed goes on after them', async () => {
  arrive(hello(9), snapshot(9));
  const pages: Record<string, object> = {
    '': { events: [activity('d', 9), activity('c', 8)], next: 8 },
    '8': { events: [], next: 5 },
    '5': { events: [activity('agent', 4, { timestamp: at(85) }), activity('a', 3)], next: null },
  };
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    const before = new URL(path, 'http://host').searchParams.get('before') ?? '';
    asked.push(before);
    return new Response(JSON.stringify(pages[before]));
  });
  const log = new SessionLog('s1');
  const stop = log.start();
  await vi.waitFor(() => expect(log.get().state).toBe('ready'));
  expect(asked).toEqual(['', '8', '5']);
  expect(ids(log)).toEqual(['a', 'c', 'agent', 'd']);

  arrive(message('e', 10), message('other', 11, { session_id: 's2' }), message('f', 12));
  expect(ids(log)).toEqual(['a', 'c', 'agent', 'd', 'e', 'f']);
  stop();
});

test('a failure says why', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"detail":"The journal is away."}', { status: 503 }));
  const log = new SessionLog('s1');
  log.start();
  await vi.waitFor(() => expect(log.get()).toMatchObject({ state: 'failed', error: 'The journal is away.' }));
});
