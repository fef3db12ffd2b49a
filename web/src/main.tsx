import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { watchBusy } from './busy';
import { connect, store } from './live/store';
import { applyTheme } from './live/theme';
import { setSkew } from './ui/clock';
import { Fallback } from './ui/Fallback';
import './theme.css';

applyTheme();
watchBusy();
connect();
store.subscribe(() => setSkew(store.now().clockSkew));

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Fallback>
        <App />
      </Fallback>
    </StrictMode>,
  );
