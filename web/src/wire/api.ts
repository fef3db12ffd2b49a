import type { Session, Timeline } from './frames';

/** What a failed request says, in the words of its problem+json body. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json' } });
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string; title?: string } | null;
    throw new ApiError(response.status, problem?.detail ?? problem?.title ?? `HTTP ${response.status}`);
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const getSession = (id: string, signal?: AbortSignal) =>
  request<Session>(`/api/v1/sessions/${encodeURIComponent(id)}`, { signal });

/** Also those that ended within the history. */
export const getAllSessions = (limit: number) =>
  request<{ active_sessions: Session[] }>(`/api/v1/analytics/active-sessions?include=ended&limit=${limit}`);

/** Newest first; `next` is the `before` of the page with what was earlier. */
export const getEvents = (id: string, before: number | null, limit: number, signal?: AbortSignal) =>
  request<Timeline>(
    `/api/v1/sessions/${encodeURIComponent(id)}/events?limit=${limit}${before === null ? '' : `&before=${before}`}`,
    { signal },
  );

export const acknowledge = (alertId: string) =>
  request<void>(`/api/v1/alerts/${encodeURIComponent(alertId)}/acknowledge`, { method: 'POST' });
