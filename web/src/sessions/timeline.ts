import type { Activity } from '../live/types';

/** A line of the timeline: an event, a tool together with what came of it. */
export interface Step {
  event: Activity;
  result: Activity | null;
}

/** A tool's result stands with its call, so that one line says what ran, how long, and whether it failed. */
export function steps(events: readonly Activity[]): Step[] {
  const calls = new Map<string, Step>();
  const found: Step[] = [];
  for (const event of events) {
    const call = event.tool_use_id == null ? undefined : calls.get(event.tool_use_id);
    if (event.type !== 'tool_use' && call !== undefined && call.result === null) {
      call.result = event;
      continue;
    }
    const step: Step = { event, result: null };
    if (event.type === 'tool_use' && event.tool_use_id != null) calls.set(event.tool_use_id, step);
    found.push(step);
  }
  return found;
}

export interface TouchedFile {
  path: string;
  reads: number;
  writes: number;
}

const writers = new Set(['Edit', 'MultiEdit', 'Write', 'NotebookEdit']);

/** The files the session's tools named, those it changed first. */
export function filesTouched(events: readonly Activity[]): TouchedFile[] {
  const files = new Map<string, TouchedFile>();
  for (const { type, tool, target } of events) {
    const writes = tool !== null && writers.has(tool);
    if (type !== 'tool_use' || target === null || !(writes || tool === 'Read')) continue;
    const file = files.get(target) ?? { path: target, reads: 0, writes: 0 };
    if (writes) file.writes += 1;
    else file.reads += 1;
    files.set(target, file);
  }
  return [...files.values()].sort((a, b) => b.writes - a.writes || b.reads - a.reads || a.path.localeCompare(b.path));
}
