import { openSession } from '../live/location';
import { prefs } from '../live/prefs';
import type { Notice } from './transitions';

/** Tells through the system what the reader asked to be told, and only while the page is out of sight. */
export function notify(notice: Notice): void {
  const { notifyWaiting, notifyFinished, sound } = prefs();
  if (notice.kind === 'alert' || notice.kind === 'resolved') return;
  const wanted = notice.kind === 'waiting' ? notifyWaiting : notifyFinished;
  if (!wanted) return;
  if (sound) chime(notice.kind === 'waiting' ? 660 : 440);
  if (document.visibilityState === 'visible' || !mayNotify()) return;
  const { project, title, session_id } = notice.session;
  const says = notice.kind === 'waiting' ? `${project} waits for you` : `${project} is done`;
  const shown = new Notification(says, { body: title ?? '', tag: `${notice.kind} ${session_id}` });
  shown.onclick = () => {
    window.focus();
    openSession(session_id);
    shown.close();
  };
}

export const mayNotify = () => 'Notification' in window && Notification.permission === 'granted';

export const askToNotify = async () =>
  'Notification' in window && (mayNotify() || (await Notification.requestPermission()) === 'granted');

let audio: AudioContext | null = null;

/** Two soft notes, made here: no sound file to load. */
function chime(pitch: number): void {
  audio ??= new AudioContext();
  for (const [at, factor] of [
    [0, 1],
    [0.12, 1.5],
  ] as const) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + at;
    tone.frequency.value = pitch * factor;
    volume.gain.setValueAtTime(0.08, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.36);
  }
}
