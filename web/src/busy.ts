import { delays } from './live/delay';

const many = 25;

/** Tells the style sheet when so much happens that marking each thing marks nothing. */
export function watchBusy(): void {
  setInterval(() => {
    document.documentElement.toggleAttribute('data-busy', delays.framesPerSecond(Date.now()) > many);
  }, 2_000);
}
