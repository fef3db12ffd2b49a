import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// One browser for all files of a worker, which is most of their time; the page's modules and what they hold are each file's own.
vi.resetModules();
(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// What jsdom leaves out and the page relies on: sizes, media, popovers, modal dialogs.
globalThis.ResizeObserver ??= NoObserver as unknown as typeof ResizeObserver;
window.matchMedia ??= ((query: string) => ({
  matches: query.includes('min-width'),
  media: query,
  addEventListener() {},
  removeEventListener() {},
})) as unknown as typeof matchMedia;
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 800 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 });
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
HTMLElement.prototype.hidePopover ??= () => {};

document.addEventListener('click', ({ target }) => {
  const id = (target as Element).closest('[popovertarget]')?.getAttribute('popovertarget');
  const popover = id == null ? null : document.getElementById(id);
  popover?.dispatchEvent(Object.assign(new Event('toggle'), { oldState: 'closed', newState: 'open' }));
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  history.replaceState(null, '', '/');
});
