import { acknowledge, getEvents, getSession } from '../wire/api';

/** The alert's new state comes back as a frame, to every open page alike. */
export const acknowledgeAlert = acknowledge;

export { getEvents, getSession };
