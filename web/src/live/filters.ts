import type { Activity, Session } from '../wire/frames';

export const filterKeys = ['project', 'status', 'type', 'tool', 'model', 'host'] as const;
export type FilterKey = (typeof filterKeys)[number];
export type Filters = Record<FilterKey, readonly string[]> & { text: string };

/** What a person sees a session do: the wire's status, with waiting and ended apart. */
export type Doing = 'waiting' | 'thinking' | 'active' | 'idle' | 'ended';

export function doing(session: Session): Doing {
  if (session.ended_at !== null) return 'ended';
  if (session.needs_you) return 'waiting';
  return session.status;
}

export const noFilters: Filters = { project: [], status: [], type: [], tool: [], model: [], host: [], text: '' };

export function readFilters(params: URLSearchParams): Filters {
  const filters: Record<string, unknown> = { text: params.get('q') ?? '' };
  for (const key of filterKeys) filters[key] = params.getAll(key).filter((value) => value !== '');
  return filters as Filters;
}

export const anyFilter = (filters: Filters) => filters.text !== '' || filterKeys.some((key) => filters[key].length > 0);

const passes = (wanted: readonly string[], value: string | null) =>
  wanted.length === 0 || (value !== null && wanted.includes(value));

const says = (text: string, ...parts: (string | null)[]) =>
  text === '' || parts.some((part) => part?.toLowerCase().includes(text));

export function matchesSession(session: Session, filters: Filters): boolean {
  const state = doing(session);
  const wanted = filters.status;
  const status = wanted.length === 0 || wanted.includes(state) || (wanted.includes('working') && isWorking(state));
  return (
    status &&
    passes(filters.project, session.project) &&
    passes(filters.host, session.host) &&
    passes(filters.model, session.model) &&
    passes(filters.tool, filters.tool.length === 0 ? null : (session.current_tool?.name ?? null)) &&
    says(
      filters.text.toLowerCase(),
      session.project,
      session.title,
      session.git_branch,
      session.session_id,
      session.path,
      session.current_tool?.target ?? null,
      session.last_message,
    )
  );
}

export const isWorking = (state: Doing) => state === 'thinking' || state === 'active';

/** Model, host and status are the session's, so its events follow it. */
export const bySession = ({ status, model, host }: Filters) => status.length + model.length + host.length > 0;

export function matchesActivity(item: Activity, session: Session | undefined, filters: Filters): boolean {
  if (bySession(filters)) {
    const own = { ...filters, project: [], tool: [], text: '' };
    if (session === undefined || !matchesSession(session, own)) return false;
  }
  return (
    passes(filters.project, item.project) &&
    passes(filters.type, item.is_error ? 'error' : item.type) &&
    passes(filters.tool, item.tool) &&
    says(filters.text.toLowerCase(), item.project, item.summary, item.tool, item.target, item.session_id)
  );
}
