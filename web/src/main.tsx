import { watchBusy } from './busy';
import { watchClocks } from './clocks';
import { connect, store } from './live/store';
import { applyTheme } from './live/theme';
import './theme.css';

/** A server that takes longer to tell what is true is waited for on the screen. */
const patience = 500;

// The socket first: while the server makes its snapshot, the browser takes in the rest.
connect();
applyTheme();
watchBusy();
watchClocks();

/** What is true, or why it is not known yet: drawn once, not first empty and then again. */
const known = new Promise<void>((resolve) => {
  setTimeout(resolve, patience);
  const stop = store.subscribe(() => {
    if (!store.now().loaded && store.lostAt() === null) return;
    stop();
    resolve();
  });
});

Promise.all([import('./render'), known]).then(([{ render }]) => {
  const root = document.getElementById('root');
  if (root !== null) render(root);
});
