import { useConnection, useLive } from './live/hooks';
import { Button } from './ui/Button';
import { useTick } from './ui/clock';
import { bytes, timeWithSeconds, whole } from './ui/format';

/** What the whole page has to say: that it is cut off, or that it still reads what was before. */
export function Banner() {
  return (
    <>
      <Disconnected />
      <Problems />
      <Reading />
    </>
  );
}

function Disconnected() {
  const link = useConnection();
  const loaded = useLive((state) => state.loaded);
  const lostAt = link.phase === 'open' ? null : link.lostAt;
  const seconds = useTick((now) =>
    link.phase === 'waiting' ? Math.max(0, Math.ceil((link.retryAt - now) / 1000)) : 0,
  );
  if (lostAt === null) return null;
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
    <div
      role="status"
      className="mx-3 mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-waiting bg-waiting-tint px-3 py-2 lg:mx-4"
    >
      <strong className="font-semibold">
        {loaded ? `Not connected since ${since}` : 'No connection to the server'}
      </strong>
      <span className="text-muted">
        {says} {next}
      </span>
      <Button
        className="ml-auto border border-line bg-surface"
        onClick={() => dispatchEvent(new Event('claudelens:reconnect'))}
      >
        Try now
      </Button>
    </div>
  );
}

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
  if (scan === null || scan.state !== 'scanning' || scan.bytes === 0) return null;
  const share = Math.min(1, scan.bytes_done / scan.bytes);
  return (
    <div className="mx-3 mb-3 flex items-center gap-3 text-muted lg:mx-4">
      <span className="shrink-0">
        Reading earlier sessions: {whole(scan.files_done)} of {whole(scan.files)} files, {bytes(scan.bytes_done)}
      </span>
      <span
        role="progressbar"
        aria-label="Reading earlier sessions"
        aria-valuenow={Math.round(share * 100)}
        className="h-1 flex-1 overflow-hidden rounded-full bg-hover"
      >
        <span className="block h-full origin-left bg-accent" style={{ transform: `scaleX(${share})` }} />
      </span>
    </div>
  );
}
