import { act } from '@testing-library/react';
import { store } from './live/store';
import type { Activity, Alert, Frame, LiveMetrics, Session, Snapshot } from './wire/frames';

export const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12) + seconds * 1000).toISOString();

export function session(id: string, change: Partial<Session> = {}): Session {
  return {
    session_id: id,
    project: 'shop-api',
    path: '/home/dev/shop-api',
    title: `Title of ${id}`,
    started_at: at(0),
    last_activity: at(60),
    ended_at: null,
    status: 'active',
    waiting_for: null,
    needs_you: change.waiting_for != null,
    reason: 'Runs Bash npm test',
    evidence: 'transcript',
    status_since: at(50),
    message_count: 3,
    current_cost: 1.24,
    cost_per_hour: 3.1,
    unattributed_cost: 0,
    model: 'claude-opus-4-8',
    git_branch: 'main',
    client_version: '2.1.330',
    permission_mode: 'default',
    entrypoint: 'cli',
    pid: 7,
    host: 'laptop',
    source: 'transcript',
    current_tool: { id: 't1', name: 'Bash', target: 'npm test', started_at: at(50) },
    tokens: { input: 10, output: 200, cache_read: 3000, cache_creation: 400 },
    context: { tokens: 122_000, window: 200_000 },
    errors: 0,
    compactions: 0,
    last_error: null,
    last_message: null,
    subagents: [],
    cost_unknown_models: [],
    cost_by_model: [],
    recent: [0, 1, 2],
    ...change,
  };
}

export const metrics: LiveMetrics = {
  messages_per_minute: 142,
  active_sessions: 12,
  cost_per_hour_rate: 18.4,
  active_projects: ['shop-api'],
  tokens_per_minute: 1_200_000,
  thinking: 3,
  working: 2,
  waiting: 1,
  errors_per_minute: 0,
  errors_last_hour: 0,
  cost_today: 92.1,
};

export function activity(id: string, seq: number, change: Partial<Activity> = {}): Activity {
  return {
    id,
    seq,
    timestamp: at(seq * 10),
    type: 'tool_use',
    project: 'shop-api',
    session_id: 's1',
    agent_id: null,
    summary: '',
    cost: 0.012,
    tool: 'Edit',
    target: `src/${id}.ts`,
    is_error: false,
    model: null,
    seen_at: at(seq * 10),
    tool_use_id: null,
    duration_ms: null,
    ...change,
  };
}

export function alert(id: string, change: Partial<Alert> = {}): Alert {
  return {
    id,
    rule: 'waiting_for_permission',
    severity: 'warning',
    session_id: 's1',
    project: 'shop-api',
    title: `Alert ${id}`,
    message: 'It has waited 2 minutes',
    triggered_at: at(0),
    resolved_at: null,
    acknowledged_at: null,
    ...change,
  };
}

export const hello = (seq: number, epoch = 'e1'): Frame => ({
  type: 'hello',
  seq,
  timestamp: at(seq),
  data: {
    epoch,
    seq,
    oldest: 0,
    heartbeat_seconds: 10,
    limits: { max_rate: 1000, burst: 100, max_frame_bytes: 16384 },
    server_version: '0.1.0',
    server_time: new Date().toISOString(),
  },
});

export const snapshot = (seq: number, body: Partial<Snapshot> = {}): Frame => ({
  type: 'snapshot',
  seq,
  timestamp: at(seq),
  data: {
    active_sessions: [],
    recent_activity: [],
    live_metrics: metrics,
    history: [],
    sessions_known_since: at(-86_400),
    alerts: [],
    as_of: at(seq),
    cursor: `e1:${seq}`,
    scan: { state: 'watching', files: 0, files_done: 0, bytes: 0, bytes_done: 0 },
    problems: [],
    ...body,
  },
});

export function message(id: string, seq: number, change: Partial<Activity> = {}): Frame {
  const { type, seq: _seq, timestamp, ...rest } = activity(id, seq, change);
  const data = { ...rest, message_type: type };
  return { type: 'new_message', seq, timestamp, data: { event: 'new_message', ...data } };
}

export const update = (seq: number, changed: Session): Frame => ({
  type: 'session_update',
  seq,
  timestamp: at(seq),
  data: {
    event: 'session_changed',
    session_id: changed.session_id,
    project: changed.project,
    status: changed.status,
    waiting_for: changed.waiting_for,
    session: changed,
  },
});

export const alertFrame = (seq: number, changed: Alert): Frame => ({
  type: 'alert',
  seq,
  timestamp: at(seq),
  data: { event: 'alert_triggered', session_id: changed.session_id, project: changed.project, alert: changed },
});

/** Brings frames onto the page as the socket would, without waiting for an animation frame. */
export const arrive = (...frames: Frame[]) =>
  act(() => {
    store.receive(frames);
    store.flush();
  });
