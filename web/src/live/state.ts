import type { Activity, Alert, LiveMetrics, MinutePoint, Problem, Scan, Session } from '../wire/frames';

/** A row of the feed that is no event: something about the stream itself, never hidden by a filter. */
export interface Marker {
  marker: 'gap' | 'reconnected' | 'restarted';
  id: string;
  timestamp: string;
  text: string;
}

export type FeedItem = Activity | Marker;

export const isMarker = (item: FeedItem): item is Marker => 'marker' in item;

export interface LiveState {
  /** False until the first snapshot. */
  loaded: boolean;
  sessions: ReadonlyMap<string, Session>;
  /** Oldest first. */
  feed: readonly FeedItem[];
  /** Messages that came in live, ever: what "n new" counts with. */
  arrived: number;
  /** The newest message's place in the journal: all up to it are in the feed already. */
  feedSeq: number;
  metrics: LiveMetrics | null;
  /** Oldest first; the last one is the minute still running. */
  history: readonly MinutePoint[];
  /** Newest first. */
  alerts: readonly Alert[];
  /** The first minute of the history whose number of open sessions is known. */
  sessionsKnownSince: string | null;
  scan: Scan | null;
  problems: readonly Problem[];
  epoch: string | null;
  serverVersion: string | null;
  /** Server clock minus this machine's, ms. */
  clockSkew: number;
  /** The newest position of the journal this page knows of. */
  seq: number;
  /** What a gap frame said, until the snapshot behind it shows whether the feed has a hole. */
  gap: string | null;
  /** Set while a new connection catches up: until which seq (its hello says), and how many came so far. */
  catchingUp: { until: number | null; count: number; lostFor: number } | null;
  /** Messages that came after the connection was lost and found again, since the page was opened. */
  caughtUp: number;
}

export const emptyState: LiveState = {
  loaded: false,
  sessions: new Map(),
  feed: [],
  arrived: 0,
  feedSeq: 0,
  metrics: null,
  history: [],
  alerts: [],
  sessionsKnownSince: null,
  scan: null,
  problems: [],
  epoch: null,
  serverVersion: null,
  clockSkew: 0,
  seq: 0,
  gap: null,
  catchingUp: null,
  caughtUp: 0,
};
