import { useSyncExternalStore } from 'react';
import { delays } from '../live/delay';
import { useConnection, useLive, usePausedAt } from '../live/hooks';
import { useWatch } from '../ui/clock';
import { cn } from '../ui/cn';
import { compact, duration, elapsed, exact, whole } from '../ui/format';
import { Popover } from '../ui/Popover';
import { Sparkline } from '../ui/Sparkline';

/** The page's honesty corner: is it live, and how old is what it shows. */
export function ConnectionStatus() {
  const link = useConnection();
  const pausedAt = usePausedAt();
  // How old it is what the reader sees: by the delay, or because they hold it.
  const age = useWatch((now) => {
    if (pausedAt !== null) return elapsed(now - pausedAt);
    const ms = delays.percentile(0.5, now, 30_000);
    return ms === null ? '' : duration(ms);
  });
  const [word, tone] =
    link.phase === 'open'
      ? pausedAt === null
        ? ['live', 'bg-active']
        : ['paused', 'bg-waiting']
      : link.phase === 'stopped'
        ? ['stopped', 'bg-error']
        : [link.lostAt === null ? 'connecting' : 'reconnecting', 'bg-waiting'];
  return (
    <Popover
      label="Connection"
      align="start"
      className="w-80 p-3"
      trigger={(props) => (
        <button
          {...props}
          type="button"
          title="Connection and delay"
          // As wide as its longest words: a delay of one more digit moves nothing.
          className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2 whitespace-nowrap md:min-w-34 text-muted hover:bg-hover hover:text-text"
        >
          <span aria-hidden="true" className={cn('size-2 rounded-full', tone)} />
          <span>{word}</span>
          {link.phase === 'open' && age !== '' && <span className="tabular hidden md:inline">· {age}</span>}
        </button>
      )}
    >
      {() => <Details />}
    </Popover>
  );
}

function Details() {
  const link = useConnection();
  const seq = useLive((state) => state.seq);
  const version = useLive((state) => state.serverVersion);
  const skew = useLive((state) => state.clockSkew);
  const scan = useLive((state) => state.scan);
  const caughtUp = useLive((state) => state.caughtUp);
  useSyncExternalStore(delays.subscribe, () => 0);
  const line = useWatch((now) =>
    [0.5, 0.95]
      .map((share) => delays.percentile(share, now))
      .map((ms) => (ms === null ? '–' : duration(ms)))
      .join(' / '),
  );
  const age = useWatch((now) => (link.phase === 'open' ? elapsed(now - link.since) : ''));
  const rate = useWatch((now) => compact(delays.framesPerSecond(now)));
  const worst = useWatch((now) => delays.worst(now).join(' '))
    .split(' ')
    .map(Number);
  const rows: [string, string][] = [
    ['Event to screen, p50 / p95', line],
    ['Connected for', age === '' ? 'not connected' : age],
    ['Frames a second', rate],
    ['Position in the journal', whole(seq)],
    ['Reconnects', delays.reconnects === 0 ? 'none' : `${delays.reconnects}, caught up ${whole(caughtUp)}`],
    ['Clock difference', skew === 0 ? 'none' : `${(skew / 1000).toFixed(1)} s`],
    ['Transcripts read', scan === null ? '–' : `${whole(scan.files_done)} of ${whole(scan.files)}`],
    ['Server', version ?? '–'],
  ];
  return (
    <>
      <h2 className="text-base font-semibold">{link.phase === 'open' ? 'Live' : 'Not connected'}</h2>
      {'lostAt' in link && link.lostAt !== null && (
        <p className="text-muted">Since {exact(new Date(link.lostAt).toISOString())}</p>
      )}
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular text-right">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 mb-1 text-muted">Slowest event to screen, last 5 minutes</p>
      <Sparkline values={worst} atLeast={100} className="h-10 w-full text-active" />
    </>
  );
}
