import { doing } from '../live/filters';
import type { Session } from '../live/types';
import { ago, shortTarget } from '../ui/format';

export interface Says {
  /** What it does, in a word or two. */
  word: string;
  /** On what: a command, a path, a question. Set in the monospace face when it is code. */
  what: string | null;
  code: boolean;
  /** Since when the clock runs; null shows none. */
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
      return { word: 'Thinking', what: null, code: false, since: session.status_since };
    case 'active': {
      if (tool !== null) return { word: tool.name, what: target, code: true, since: tool.started_at };
      const agents = session.subagents.filter((agent) => agent.ended_at === null).length;
      const word = agents > 0 ? `${agents} ${agents === 1 ? 'subagent works' : 'subagents work'}` : 'Working';
      return { word, what: null, code: false, since: session.status_since };
    }
    case 'idle':
      return { word: 'Your turn', what: null, code: false, since: session.status_since };
  }
}

function asks(session: Session): Says {
  const tool = session.current_tool;
  const since = session.status_since;
  const target = tool?.target == null ? null : shortTarget(tool.target, 120);
  if (session.waiting_for === 'permission') {
    const word = tool === null || tool.name === 'Bash' ? 'Wants to run' : `Wants to use ${tool.name}`;
    return { word, what: target, code: true, since };
  }
  const what = target ?? (session.last_message === null ? null : shortTarget(session.last_message, 120));
  return { word: session.waiting_for === 'plan' ? 'Has a plan' : 'Asks', what, code: false, since };
}

export const endedAgo = (session: Session, now: number) =>
  session.ended_at === null ? '' : ago(Date.parse(session.ended_at), now);
