import { Bell } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { Toaster, toast } from 'sonner';
import { useLive } from '../live/hooks';
import { openSession } from '../live/location';
import { waitingSessions } from '../live/need';
import { prefs, usePrefs } from '../live/prefs';
import { store } from '../live/store';
import { Popover } from '../ui/Popover';
import { AlertHistory } from './AlertHistory';
import { notify } from './notify';
import { markTab } from './tab';
import { type Notice, transitions } from './transitions';

/** The bell with its history, and everything that reaches a person who is not looking: toasts, tab, system. */
export function AlertNotifications() {
  const alerts = useLive((state) => state.alerts);
  const { theme, muted } = usePrefs();
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
            className="relative flex h-8 min-w-8 items-center justify-center gap-1 rounded-md px-2 text-muted hover:bg-hover hover:text-text"
          >
            <Bell aria-hidden className="size-4" />
            {open.length > 0 && (
              <span className="tabular rounded-full bg-waiting px-1.5 text-xs font-semibold text-on-waiting">
                {open.length}
              </span>
            )}
          </button>
        )}
      >
        {() => <AlertHistory alerts={alerts} />}
      </Popover>
      <Toaster
        theme={theme}
        position="bottom-left"
        visibleToasts={3}
        // Above the sheet that waits at a phone's foot.
        mobileOffset={{ bottom: 60 }}
        toastOptions={{ className: 'font-sans' }}
      />
    </>
  );
}

/** Follows what is true, not what is shown: a paused page still calls. */
function useTelling() {
  useEffect(() => {
    let before = store.now();
    return store.subscribe(() => {
      const after = store.now();
      if (after === before) return;
      for (const notice of transitions(before, after)) tell(notice);
      if (after.sessions !== before.sessions) markTab(waitingSessions(after.sessions).length);
      before = after;
    });
  }, []);
}

function tell(notice: Notice): void {
  const project = 'alert' in notice ? notice.alert.project : notice.session.project;
  if (project !== null && prefs().muted.includes(project)) return;
  notify(notice);
  if (notice.kind === 'resolved') toast.dismiss(notice.alert.id);
  if (notice.kind !== 'alert') return;
  const { id, title, message, severity, session_id: session } = notice.alert;
  const show = severity === 'critical' ? toast.error : severity === 'warning' ? toast.warning : toast.info;
  show(title, {
    id,
    description: message,
    duration: severity === 'critical' ? Number.POSITIVE_INFINITY : 10_000,
    action: session === null ? undefined : { label: 'Open', onClick: () => openSession(session) },
  });
}
