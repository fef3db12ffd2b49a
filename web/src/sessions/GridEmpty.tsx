import { anyFilter, type Filters } from '../live/filters';
import { useLive, useLostAt } from '../live/hooks';
import { clearFilters, setFilter, useFilters } from '../live/location';
import { Button } from '../ui/Button';
import { CopyCommand } from '../ui/CopyCommand';
import { gap, type View } from './layout';

interface Props {
  view: View;
  /** Of a card or row, px. */
  height: number;
}

/** Why no session is here, and what to do next. */
export function GridEmpty({ view, height }: Props) {
  const loaded = useLive((state) => state.loaded);
  const scanning = useLive((state) => state.scan?.state === 'scanning');
  const filters = useFilters();
  const filtered = anyFilter(filters);
  const cutOff = useLostAt() !== null;
  if (!loaded) return cutOff ? null : <Skeleton view={view} height={height} />;
  return (
    <div className="card flex min-h-52 flex-col items-center justify-center gap-2 px-6 py-10 text-center lg:min-h-[min(60dvh,420px)]">
      {filtered ? (
        <>
          <p className="text-base font-medium">{nothing(filters)}</p>
          <Button onClick={clearFilters} className="border border-line px-3">
            Show all sessions
          </Button>
        </>
      ) : scanning ? (
        <p className="text-base font-medium">Reading your earlier sessions</p>
      ) : (
        <>
          <p className="text-base font-medium">No session is running</p>
          <p className="text-muted">Start Claude Code in any folder and it shows up here by itself.</p>
          <Button onClick={() => setFilter('status', ['ended'])} className="border border-line px-3">
            Show those that ended
          </Button>
          <p className="mt-3 text-muted">To see the page alive first, play the demo:</p>
          <CopyCommand text="claudelens --demo" />
        </>
      )}
    </div>
  );
}

const nothing = (filters: Filters) =>
  filters.status.join() === 'ended' && !anyFilter({ ...filters, status: [] })
    ? 'No session has ended lately'
    : 'No session matches these filters';

/** Where sessions will be, in the shape they will have. */
const Skeleton = ({ view, height }: Props) => (
  <div
    role="status"
    aria-label="Loading sessions"
    className={view === 'list' ? '' : 'grid grid-cols-[repeat(auto-fill,minmax(296px,1fr))]'}
    style={{ gap: gap[view] }}
  >
    {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
      <div key={key} className={view === 'list' ? 'border-b border-line' : 'card opacity-60'} style={{ height }} />
    ))}
  </div>
);
