import { useConnection, useLive } from './live/hooks';
import { waitingSessions } from './live/need';
import type { Connection } from './live/types';
import { NeedsYou } from './sessions/NeedsYou';
import { Button } from './ui/Button';
import { useWatch } from './ui/clock';
import { cn } from './ui/cn';
import { bytes, timeWithSeconds, whole } from './ui/format';

type Lost = Exclude<Connection, { phase: 'open' }>;

/**
 * The one line that speaks for the page: who needs a human, or why that is not known now. It is always there and always
 * as high: a connection that goes, a wait that begins, a reading that ends move nothing below it.
 */
export function Banner() {
  const link = useConnection();
  return (
    <>
      <div className="mx-3 mb-3 flex h-13 shrink-0 gap-3 lg:mx-4">
        {link.phase !== 'open' && link.lostAt !== null ? (
          <Disconnected link={link} lostAt={link.lostAt} />
        ) : (
          <>
            <NeedsYou />
            <Reading />
          </>
        )}
      </div>
      <Problems />
    </>
  );
}

const bordered = 'border border-line bg-surface';

function Disconnected({ link, lostAt }: { link: Lost; lostAt: number }) {
  const loaded = useLive((state) => state.loaded);
  const seconds = useWatch((now) =>
    link.phase === 'waiting' ? Math.max(0, Math.ceil((link.retryAt - now) / 1000)) : 0,
  );
  const since = timeWithSeconds(new Date(lostAt).toISOString());
  const says =
    link.phase === 'stopped'
      ? `The server refused this page${link.reason === '' ? '' : `: ${link.reason}`}.`
      : link.phase === 'connecting'
        ? 'Connecting again…'
        : seconds > 0
          ? `Trying again in ${seconds} s.`
          : 'Trying again…';
  const next = loaded
    ? 'What you see is from then.'
    : link.phase === 'stopped'
      ? 'Reload it to get one that fits.'
      : 'Is claudelens running?';
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 rounded-card border border-waiting bg-waiting-tint pr-2 pl-3">
      <span className="flex min-w-0 flex-1 flex-col gap-x-3 md:flex-row">
        {/* Read out once; what counts down beside it is not. */}
        <strong role="status" className="truncate font-semibold">
          {loaded ? `Not connected since ${since}` : 'No connection to the server'}
        </strong>
        <span className="min-w-0 truncate text-muted" title={says}>
          {says} <span className={cn(loaded && 'max-sm:hidden')}>{next}</span>
        </span>
      </span>
      {link.phase === 'stopped' ? (
        <Button className={bordered} onClick={() => location.reload()}>
          Reload
        </Button>
      ) : (
        <Button className={bordered} onClick={() => dispatchEvent(new Event('claudelens:reconnect'))}>
          Try now
        </Button>
      )}
    </div>
  );
}

/** Serious and lasting: a row of its own. */
function Problems() {
  const problems = useLive((state) => state.problems);
  return problems.map((problem) => (
    <div
      key={problem.about + problem.message}
      role="status"
      className="mx-3 mb-3 flex flex-wrap gap-x-3 rounded-card border border-error bg-error-tint px-3 py-2 lg:mx-4"
    >
      <strong className="font-semibold">{problem.message}</strong>
      <span className="text-muted">since {timeWithSeconds(problem.since)}</span>
    </div>
  ));
}

function Reading() {
  const scan = useLive((state) => state.scan);
  const waits = useLive((state) => waitingSessions(state.sessions).length > 0);
  if (scan === null || scan.state !== 'scanning' || scan.bytes === 0) return null;
  const share = Math.min(1, scan.bytes_done / scan.bytes);
  return (
    <div
      className={cn(
        'flex min-w-0 max-w-96 flex-1 flex-col justify-center gap-1.5 text-muted',
        waits && 'max-lg:hidden',
      )}
    >
      <span className="truncate">
        Reading<span className="max-sm:hidden"> earlier sessions</span>: {whole(scan.files_done)} of {whole(scan.files)}{' '}
        files<span className="max-sm:hidden">, {bytes(scan.bytes_done)}</span>
      </span>
      <span
        role="progressbar"
        aria-label="Reading earlier sessions"
        aria-valuenow={Math.round(share * 100)}
        className="h-1 overflow-hidden rounded-full bg-hover"
      >
        <span className="block h-full origin-left bg-accent" style={{ transform: `scaleX(${share})` }} />
      </span>
    </div>
  );
}
