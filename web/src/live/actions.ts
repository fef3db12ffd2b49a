import { acknowledge, getAllSessions } from '../wire/api';
import { store } from './store';

/** The alert's new state comes back as a frame, to every open page alike. */
export const acknowledgeAlert = acknowledge;

const most = 200;

/** Brings the sessions that ended within the history onto the page. */
export async function loadEnded(): Promise<void> {
  const { active_sessions } = await getAllSessions(most);
  store.remember(active_sessions);
}
