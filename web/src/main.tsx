import { watchBusy } from './busy';
import { connect, store } from './live/store';
import { applyTheme } from './live/theme';
import { holdClocks, setSkew } from './ui/clock';
import './theme.css';

/** A server that takes longer to tell what is true is waited for on the screen. */
const patience = 500;

// The socket first: while the server makes its snapshot, the browser takes in the rest.
connect();
applyTheme();
watchBusy();
store.subscribe(() => {
  setSkew(store.now().clockSkew);
  const link = store.connection();
  holdClocks(store.pausedAt() ?? (link.phase === 'open' ? null : link.lostAt));
});

/** What is true, or why it is not known yet: drawn once, not first empty and then again. */
const known = new Promise<void>((resolve) => {
  setTimeout(resolve, patience);
  const stop = store.subscribe(() => {
    const { phase } = store.connection();
    if (!store.now().loaded && phase !== 'waiting' && phase !== 'stopped') return;
    stop();
    resolve();
  });
});

Promise.all([import('./render'), known]).then(([{ render }]) => {
  const root = document.getElementById('root');
  if (root !== null) render(root);
});
