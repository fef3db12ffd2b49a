import { delays } from './live/delay';

/** Frames a second from which on marking each thing marks nothing, and from which on whatever moves is in the way. */
const many = 25;
const storm = 100;

/** Tells the style sheet how much happens: a busy page marks less, in a storm only the words change. */
export function watchBusy(): void {
  setInterval(() => {
    const rate = delays.framesPerSecond(Date.now());
    const { dataset } = document.documentElement;
    if (rate <= many) delete dataset.busy;
    else dataset.busy = rate > storm ? 'storm' : 'busy';
  }, 2_000);
}
