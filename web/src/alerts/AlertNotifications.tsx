import { Bell } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useLive } from '../live/hooks';
import { waitingSessions } from '../live/need';
import { prefs, usePrefs } from '../live/prefs';
import { store } from '../live/store';
import { Popover } from '../ui/Popover';
import { useIdle } from '../ui/useIdle';
import { AlertHistory } from './AlertHistory';
import { notify } from './notify';
import { markTab } from './tab';
import { type Notice, transitions } from './transitions';

const toasts = () => import('./Toasts');
const Toasts = lazy(toasts);

/** The bell with its history, and everything that reaches a person who is not looking: toasts, tab, system. */
export function AlertNotifications() {
  const alerts = useLive((state) => state.alerts);
  const { muted } = usePrefs();
  const idle = useIdle();
  useTelling();
  const open = useMemo(
    () =>
      alerts.filter(
        (alert) => alert.resolved_at === null && alert.acknowledged_at === null && !muted.includes(alert.project ?? ''),
      ),
    [alerts, muted],
  );
  return (
    <>
      <Popover
        label="Alerts"
        className="w-96 p-0"
        trigger={(props) => (
          <button
            {...props}
            type="button"
            title="Alerts"
            aria-label={open.length === 0 ? 'Alerts' : `Alerts, ${open.length} open`}
            className="relative flex h-8 w-10 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
          >
            <Bell aria-hidden className="size-4" />
            {open.length > 0 && (
              <span className="tabular absolute -top-1 right-0 rounded-full bg-waiting px-1.5 text-xs font-semibold text-on-waiting">
                {open.length}
              </span>
            )}
          </button>
        )}
      >
        {() => <AlertHistory alerts={alerts} />}
      </Popover>
      <Suspense>{idle && <Toasts />}</Suspense>
    </>
  );
}

/** Follows what is true, not what is shown: a paused page still calls. */
function useTelling() {
  useEffect(() => {
    let before = store.now();
    const look = () => {
      const after = store.now();
      for (const notice of transitions(before, after)) tell(notice);
      markTab(store.lostAt() === null ? waitingSessions(after.sessions).length : null);
      before = after;
    };
    look();
    return store.subscribe(look);
  }, []);
}

function tell(notice: Notice): void {
  const project = 'alert' in notice ? notice.alert.project : notice.session.project;
  if (project !== null && prefs().muted.includes(project)) return;
  notify(notice);
  if (notice.kind === 'resolved') toasts().then(({ dismissToast }) => dismissToast(notice.alert.id));
  if (notice.kind === 'alert') toasts().then(({ showToast }) => showToast(notice.alert));
}
