import { store } from './live/store';
import { holdClocks, setSkew } from './ui/clock';

/** The page's clocks show the moment that the rest of it shows, by the server's clock. */
export function watchClocks(): () => void {
  return store.subscribe(() => {
    setSkew(store.now().clockSkew);
    holdClocks(store.moment());
  });
}
