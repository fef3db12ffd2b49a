import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { Fallback } from './ui/Fallback';

export const render = (root: HTMLElement) =>
  createRoot(root).render(
    <StrictMode>
      <Fallback>
        <App />
      </Fallback>
    </StrictMode>,
  );
