import type { components } from './schema';

// What REST and the streams share comes from the server's own OpenAPI document (npm run types).
type Schemas = components['schemas'];

/** The server writes every field, if need be as null; its document marks only some as required. */
type Solid<T> = T extends readonly (infer U)[] ? Solid<U>[] : T extends object ? { [K in keyof T]-?: Solid<T[K]> } : T;

export type Session = Solid<Schemas['SessionView']>;
export type Subagent = Solid<Schemas['SubagentView']>;
export type CurrentTool = Solid<Schemas['ToolView']>;
export type Status = Session['status'];
export type LiveMetrics = Solid<Schemas['LiveMetrics']>;
export type MinutePoint = Solid<Schemas['MinutePoint']>;
export type Alert = Solid<Schemas['AlertView']>;
export type Activity = Solid<Schemas['Activity']>;
/** What the start-up reading of older transcripts has done so far. */
export type Scan = Solid<Schemas['ScanState']>;
/** What the server cannot do right now: a full disk, a folder it may not read. */
export type Problem = Solid<Schemas['Problem']>;
export type Snapshot = Solid<Schemas['LiveActivityBody']>;
export type Timeline = Solid<Schemas['SessionTimeline']>;

// The frames are the streams' own.

/** An activity under a frame's own names; `seen_at` is the server's clock, the frame's timestamp the client's. */
export interface NewMessage extends Omit<Activity, 'seq' | 'timestamp' | 'type'> {
  event: 'new_message';
  message_type: Activity['type'];
}

export interface SessionUpdate {
  event: 'session_started' | 'session_ended' | 'status_changed' | 'session_changed';
  session_id: string;
  project: string;
  status: Status;
  waiting_for: Session['waiting_for'];
  session: Session;
}

export interface MetricUpdate {
  event: 'metric_update';
  metrics: LiveMetrics;
  minute: MinutePoint;
  scan: Scan;
  problems: Problem[];
}

export interface AlertUpdate {
  event: 'alert_triggered' | 'alert_resolved' | 'alert_acknowledged';
  session_id: string | null;
  project: string | null;
  alert: Alert;
}

export interface Hello {
  epoch: string;
  seq: number;
  oldest: number;
  heartbeat_seconds: number;
  limits: { max_rate: number; burst: number; max_frame_bytes: number };
  server_version: string;
  server_time: string;
}

interface FrameOf<T extends string, D> {
  type: T;
  seq: number;
  timestamp: string;
  data: D;
}

export type Frame =
  | FrameOf<'new_message', NewMessage>
  | FrameOf<'session_update', SessionUpdate>
  | FrameOf<'metric_update', MetricUpdate>
  | FrameOf<'alert', AlertUpdate>
  | FrameOf<'hello', Hello>
  | FrameOf<'snapshot', Snapshot>
  | FrameOf<'gap', { from: number; to: number; reason: string }>
  | FrameOf<'bye', { reason: string; retry_after: number | null }>
  | FrameOf<'bookmark', { seq: number; frames?: number; server_time: string }>;
