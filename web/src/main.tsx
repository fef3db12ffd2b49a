import { watchBusy } from './busy';
import { connect, store } from './live/store';
import { applyTheme } from './live/theme';
import { setSkew } from './ui/clock';
import './theme.css';

// The socket first: while the server makes its snapshot, the browser takes in the rest.
connect();
applyTheme();
watchBusy();
store.subscribe(() => setSkew(store.now().clockSkew));

const root = document.getElementById('root');
if (root !== null) import('./render').then(({ render }) => render(root));
