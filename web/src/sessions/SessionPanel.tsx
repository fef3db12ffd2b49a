import { GitBranch, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { doing } from '../live/filters';
import { openSession, setFilter } from '../live/location';
import type { Session } from '../live/types';
import { useAnySession, useSessionLog } from '../live/useSessionLog';
import { Button } from '../ui/Button';
import { modelName } from '../ui/format';
import { Ring } from '../ui/Ring';
import { ContextBar } from './ContextBar';
import { DoingLine } from './DoingLine';
import { Facts } from './Facts';
import { FilesTouched } from './FilesTouched';
import { Lanes } from './Lanes';
import { Cost } from './SessionCard';
import { Timeline } from './Timeline';
import { steps } from './timeline';

const tabs = ['Timeline', 'Files', 'Details'] as const;

/** One session, whole. The rest of the page stays live beside it. */
export function SessionPanel({ id }: { id: string }) {
  const session = useAnySession(id);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each session that opens takes the focus
  useEffect(() => heading.current?.focus({ preventScroll: true }), [id]);
  const known = typeof session === 'object';
  return (
    <section
      aria-label={known ? `Session ${session.project}` : 'Session'}
      className="card rise flex h-full min-h-0 flex-col"
    >
      <header className="flex items-center gap-2 py-2 pr-2 pl-4">
        {known && <Ring state={doing(session)} />}
        <h2 ref={heading} tabIndex={-1} className="max-w-[60%] shrink-0 truncate text-base font-semibold outline-none">
          {known ? session.project : 'Session'}
        </h2>
        {known && session.git_branch !== null && (
          <span className="flex min-w-0 items-center gap-1 text-xs text-muted">
            <GitBranch aria-hidden className="size-3 shrink-0" />
            <span className="truncate">{session.git_branch}</span>
          </span>
        )}
        <Button label="Close (Esc)" className="ml-auto" onClick={() => openSession(null)}>
          <X aria-hidden className="size-4" />
        </Button>
      </header>
      {known ? <Content key={id} session={session} /> : <Unknown looking={session === 'loading'} />}
    </section>
  );
}

function Unknown({ looking }: { looking: boolean }) {
  if (looking) return <p className="px-4 py-3 text-muted">Looking for this session</p>;
  return (
    <div className="space-y-3 px-4 py-3">
      <p className="text-muted">
        The server knows no session of this name: it ended before what the server remembers, or another server has it.
      </p>
      <span className="flex flex-wrap gap-2">
        <Button onClick={() => openSession(null)} className="border border-line px-3">
          Back to all sessions
        </Button>
        <Button onClick={showEnded} className="border border-line px-3">
          Show those that ended
        </Button>
      </span>
    </div>
  );
}

function showEnded(): void {
  openSession(null);
  setFilter('status', ['ended']);
}

function Content({ session }: { session: Session }) {
  const log = useSessionLog(session.session_id);
  const [tab, setTab] = useState<(typeof tabs)[number]>('Timeline');
  const [agent, setAgent] = useState<string | null>(null);
  const all = useMemo(() => steps(log.events), [log.events]);
  const shown = useMemo(
    () => (agent === null ? all : all.filter((step) => step.event.agent_id === agent)),
    [all, agent],
  );
  return (
    <>
      <div className="space-y-1.5 px-4 pb-3">
        {session.title !== null && <p className="line-clamp-2">{session.title}</p>}
        <DoingLine session={session} />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
          {session.model !== null && <span>{modelName(session.model)}</span>}
          <ContextBar tokens={session.context.tokens} window={session.context.window} />
          <Cost session={session} className="text-text" />
        </p>
      </div>
      <Lanes session={session} steps={all} agent={agent} onAgent={setAgent} />
      <div role="tablist" aria-label="Views of the session" className="flex gap-1 px-3 pb-1">
        {tabs.map((name) => (
          <Button
            key={name}
            role="tab"
            aria-selected={tab === name}
            onClick={() => setTab(name)}
            className="aria-selected:bg-hover aria-selected:text-text"
          >
            {name}
          </Button>
        ))}
      </div>
      {tab === 'Timeline' && <Timeline session={session} log={log} steps={shown} />}
      {tab !== 'Timeline' && (
        <div
          role="tabpanel"
          aria-label={tab}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="min-h-0 flex-1 overflow-y-auto border-t border-line"
        >
          {tab === 'Files' ? <FilesTouched events={log.events} folder={session.path} /> : <Facts session={session} />}
        </div>
      )}
    </>
  );
}
