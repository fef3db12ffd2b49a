import type { Group } from '../live/order';
import type { Session } from '../live/types';

export type View = 'comfortable' | 'dense' | 'list';

const heights: Record<View, number> = { comfortable: 156, dense: 92, list: 40 };
const phoneRow = 58;

/** A phone's list gives each session two lines. */
export const rowHeight = (view: View, narrow: boolean) => (view === 'list' && narrow ? phoneRow : heights[view]);

const narrowest: Record<View, number> = { comfortable: 296, dense: 232, list: Number.POSITIVE_INFINITY };
export const gap: Record<View, number> = { comfortable: 12, dense: 8, list: 0 };
export const headingHeight = 36;

export const columnsOf = (view: View, width: number) =>
  view === 'list' ? 1 : Math.max(1, Math.floor((width + gap[view]) / (narrowest[view] + gap[view])));

export type GridRow = { heading: string; count: number } | { ids: readonly string[] };

/** Rows of cards, each group under its heading. */
export function layoutRows(
  ids: readonly string[],
  columns: number,
  group: Group,
  sessions: ReadonlyMap<string, Session>,
): GridRow[] {
  const rows: GridRow[] = [];
  for (const [heading, members] of grouped(ids, group, sessions)) {
    if (group !== 'none') rows.push({ heading, count: members.length });
    for (let at = 0; at < members.length; at += columns) rows.push({ ids: members.slice(at, at + columns) });
  }
  return rows;
}

function grouped(ids: readonly string[], group: Group, sessions: ReadonlyMap<string, Session>) {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const name = group === 'none' ? '' : (sessions.get(id)?.[group] ?? '');
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [id]);
    else members.push(id);
  }
  return groups;
}
