import { doing } from '../live/filters';
import type { Session } from '../live/types';
import { shortTarget, toolName } from '../ui/format';

export interface Says {
  /** What it does, in a word or two. */
  word: string;
  /** On what: a command, a path, a question. Set in the monospace face when it is code. */
  what: string | null;
  code: boolean;
  /** Since when; null when nobody counts it. */
  since: string | null;
}

/** What one session does now, in the words of the page. */
export function says(session: Session): Says {
  const tool = session.current_tool;
  const target = tool?.target == null ? null : shortTarget(tool.target);
  switch (doing(session)) {
    case 'ended':
      return { word: 'Ended', what: null, code: false, since: null };
    case 'waiting':
      return asks(session);
    case 'thinking':
      // A plain thought needs no words; a retry or a wait for something else does.
      return {
        word: 'Thinking',
        what: ordinary.test(session.reason) ? null : session.reason,
        code: false,
        since: session.status_since,
      };
    case 'active': {
      if (tool !== null) return { word: toolName(tool.name), what: target, code: true, since: tool.started_at };
      const agents = session.subagents.filter((agent) => agent.ended_at === null).length;
      const word = agents > 0 ? `${agents} ${agents === 1 ? 'subagent works' : 'subagents work'}` : 'Working';
      return { word, what: null, code: false, since: session.status_since };
    }
    case 'idle':
      return {
        word: session.reason === '' ? 'Your turn' : session.reason,
        what: null,
        code: false,
        since: session.status_since,
      };
  }
}

const ordinary = /^(Thinking|Works|Waits for the model's answer)?$/;

/** What a tool does, where a plain word says it. */
const verbs: Record<string, string> = {
  Bash: 'run',
  Read: 'read',
  Edit: 'edit',
  MultiEdit: 'edit',
  NotebookEdit: 'edit',
  Write: 'write',
  WebFetch: 'fetch',
  WebSearch: 'search the web for',
};

function asks(session: Session): Says {
  const tool = session.current_tool;
  const since = session.status_since;
  const target = tool?.target == null ? null : shortTarget(tool.target, 120);
  if (session.waiting_for === 'permission') {
    const unsure = session.evidence === 'timeout' ? 'May want' : 'Wants';
    const word =
      tool === null ? 'Asks for a permission' : `${unsure} to ${verbs[tool.name] ?? `use ${toolName(tool.name)}`}`;
    return { word, what: target, code: true, since };
  }
  const said = target ?? (session.last_message === null ? null : shortTarget(session.last_message, 120));
  return session.waiting_for === 'plan'
    ? { word: 'Has a plan to approve', what: target ?? session.title, code: false, since }
    : { word: 'Asks', what: said, code: false, since };
}
