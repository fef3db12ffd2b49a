import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { openSession } from '../live/location';
import { usePrefs } from '../live/prefs';
import type { Alert } from '../live/types';

let ready = () => {};
/** A toast that is shown before there is a place for it is lost. */
const placed = new Promise<void>((resolve) => {
  ready = resolve;
});

export default function Toasts() {
  const { theme } = usePrefs();
  useEffect(ready, []);
  return (
    <Toaster
      theme={theme}
      position="bottom-left"
      visibleToasts={3}
      // Above the sheet that waits at a phone's foot.
      mobileOffset={{ bottom: 60 }}
      toastOptions={{ className: 'font-sans' }}
    />
  );
}

export async function showToast({ id, title, message, severity, session_id: session }: Alert): Promise<void> {
  await placed;
  const show = severity === 'critical' ? toast.error : severity === 'warning' ? toast.warning : toast.info;
  show(title, {
    id,
    description: message,
    duration: severity === 'critical' ? Number.POSITIVE_INFINITY : 10_000,
    action: session === null ? undefined : { label: 'Open', onClick: () => openSession(session) },
  });
}

export async function showFault(text: string): Promise<void> {
  await placed;
  toast.error(text);
}

export async function dismissToast(id: string): Promise<void> {
  await placed;
  toast.dismiss(id);
}
