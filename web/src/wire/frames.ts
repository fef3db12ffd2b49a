// The wire as the server speaks it. REST bodies use the same objects.

export type Status = 'active' | 'idle' | 'thinking';
export type WaitingFor = 'permission' | 'input' | 'plan';
export type MessageType =
  | 'prompt'
  | 'text'
  | 'thinking'
  | 'tool_use'
  | 'tool_result'
  | 'error'
  | 'compaction'
  | 'interrupted'
  | 'command'
  | 'system';

export interface CurrentTool {
  id: string;
  name: string;
  target: string | null;
  started_at: string;
}

export interface Tokens {
  input: number;
  output: number;
  cache_read: number;
  cache_creation: number;
}

export interface Subagent {
  agent_id: string;
  agent_type: string | null;
  description: string | null;
  parent_agent_id: string | null;
  status: Status;
  started_at: string;
  ended_at: string | null;
  message_count: number;
  cost: number;
  current_tool: CurrentTool | null;
}

export interface Session {
  session_id: string;
  project: string;
  path: string | null;
  title: string | null;
  started_at: string;
  last_activity: string;
  ended_at: string | null;
  status: Status;
  waiting_for: WaitingFor | null;
  /** It asks something and stands still; a turn that merely ended does not. */
  needs_you: boolean;
  reason: string;
  evidence: 'process' | 'hook' | 'transcript' | 'timeout';
  status_since: string;
  message_count: number;
  current_cost: number;
  cost_per_hour: number;
  unattributed_cost: number;
  model: string | null;
  git_branch: string | null;
  client_version: string | null;
  permission_mode: string | null;
  entrypoint: string | null;
  pid: number | null;
  host: string;
  source: string;
  current_tool: CurrentTool | null;
  tokens: Tokens;
  context: { tokens: number; window: number | null };
  errors: number;
  compactions: number;
  last_error: string | null;
  last_message: string | null;
  subagents: Subagent[];
  cost_unknown_models: string[];
  cost_by_model: { model: string; cost: number | null; tokens: Tokens }[];
  /** Messages a minute over the last 20 minutes, oldest first. */
  recent: number[];
}

export interface LiveMetrics {
  messages_per_minute: number;
  active_sessions: number;
  cost_per_hour_rate: number;
  active_projects: string[];
  tokens_per_minute: number;
  thinking: number;
  working: number;
  waiting: number;
  errors_per_minute: number;
  errors_last_hour: number;
  cost_today: number;
}

export interface MinutePoint {
  minute: string;
  messages: number;
  cost: number;
  tokens: number;
  errors: number;
  active_sessions: number;
}

export interface Alert {
  id: string;
  rule: string;
  severity: 'info' | 'warning' | 'critical';
  session_id: string | null;
  project: string | null;
  title: string;
  message: string;
  triggered_at: string;
  resolved_at: string | null;
  acknowledged_at: string | null;
}

export interface Activity {
  id: string;
  seq: number;
  timestamp: string;
  type: MessageType;
  project: string;
  session_id: string;
  agent_id: string | null;
  summary: string;
  cost: number;
  tool: string | null;
  target: string | null;
  is_error: boolean;
  model: string | null;
  duration_ms?: number | null;
  tool_use_id?: string | null;
}

/** What the start-up reading of older transcripts has done so far. */
export interface Scan {
  state: 'scanning' | 'watching';
  files: number;
  files_done: number;
  bytes: number;
  bytes_done: number;
}

/** What the server cannot do right now: a full disk, a folder it may not read. */
export interface Problem {
  about: string;
  message: string;
  since: string;
}

export interface Snapshot {
  active_sessions: Session[];
  recent_activity: Activity[];
  live_metrics: LiveMetrics;
  history: MinutePoint[];
  alerts: Alert[];
  as_of: string;
  cursor: string;
  scan?: Scan | null;
  problems?: Problem[];
}

export interface NewMessage extends Omit<Activity, 'seq' | 'timestamp' | 'type'> {
  event: 'new_message';
  message_type: MessageType;
  duration_ms: number | null;
  tool_use_id: string | null;
  /** When the server took the line; the frame's timestamp is the client's own clock. */
  seen_at: string;
}

export interface SessionUpdate {
  event: 'session_started' | 'session_ended' | 'status_changed' | 'session_changed';
  session_id: string;
  project: string;
  status: Status;
  waiting_for: WaitingFor | null;
  session: Session;
}

export interface MetricUpdate {
  event: 'metric_update';
  metrics: LiveMetrics;
  minute: MinutePoint;
  scan?: Scan | null;
  problems?: Problem[];
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
  | FrameOf<'bookmark', { seq: number; server_time: string }>;
