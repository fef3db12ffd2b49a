import { Check, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { acknowledgeAlert } from '../live/actions';
import { useLive } from '../live/hooks';
import { openSession } from '../live/location';
import type { LiveState } from '../live/state';
import { Button } from '../ui/Button';
import { cn } from '../ui/cn';
import { Ago } from '../ui/Since';
import { AlertSettings } from './AlertSettings';

type Alert = LiveState['alerts'][number];

export function AlertHistory({ alerts }: { alerts: readonly Alert[] }) {
  const loaded = useLive((state) => state.loaded);
  const open = alerts.filter((alert) => alert.resolved_at === null);
  const past = alerts.filter((alert) => alert.resolved_at !== null).slice(0, 30);
  const unseen = open.filter((alert) => alert.acknowledged_at === null);
  return (
    <>
      <div className="flex items-center border-b border-line py-1.5 pr-2 pl-3">
        <h2 className="mr-auto text-base font-semibold">Alerts</h2>
        {unseen.length > 1 && (
          <Button small onClick={() => unseen.forEach(see)} className="controls">
            Mark all seen
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="max-h-[50vh] overflow-y-auto p-1" tabIndex={0} aria-label="Alerts so far">
        {loaded && alerts.length === 0 && (
          <p className="px-3 py-6 text-center text-muted">
            No alerts. Long waits, high cost and bursts of errors show up here.
          </p>
        )}
        {open.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
        {past.length > 0 && <h3 className="px-2 pt-3 pb-1 text-xs font-medium text-muted">Over</h3>}
        {past.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </section>
      <AlertSettings />
    </>
  );
}

const see = (alert: Alert) =>
  acknowledgeAlert(alert.id).catch(async (error: Error) =>
    (await import('./Toasts')).showFault(`Not acknowledged: ${error.message}`),
  );

const icons: Record<string, typeof Info> = { critical: CircleAlert, warning: TriangleAlert, info: Info };

function AlertRow({ alert }: { alert: Alert }) {
  const Icon = icons[alert.severity] ?? Info;
  const over = alert.resolved_at !== null;
  const tone = over ? 'text-muted' : alert.severity === 'critical' ? 'text-error' : 'text-waiting-text';
  const session = alert.session_id;
  return (
    <div className="flex items-start gap-2 rounded-md px-2 py-1.5 hover:bg-hover">
      <Icon aria-label={alert.severity} className={cn('mt-0.5 size-4 shrink-0', tone)} />
      <button
        type="button"
        disabled={session === null}
        onClick={() => openSession(session)}
        className="min-w-0 flex-1 text-left enabled:hover:underline"
      >
        <span className={cn('block', over ? 'text-muted' : 'font-medium')}>{alert.title}</span>
        <span className="block truncate text-xs text-muted" title={alert.message}>
          {alert.message}
        </span>
      </button>
      <Ago at={alert.triggered_at} className="tabular shrink-0 text-xs leading-5 text-muted" />
      {!over && alert.acknowledged_at === null && (
        <Button small label="Mark as seen" onClick={() => see(alert)} className="controls -my-0.5 -mr-1">
          <Check aria-hidden className="size-3.5" />
        </Button>
      )}
    </div>
  );
}
