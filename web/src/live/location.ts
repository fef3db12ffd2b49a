import { useMemo, useSyncExternalStore } from 'react';
import { type FilterKey, type Filters, filterKeys, readFilters } from './filters';

const changed = 'claudelens:location';

function subscribe(listener: () => void) {
  addEventListener('popstate', listener);
  addEventListener(changed, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(changed, listener);
  };
}

const search = () => location.search;

export const useSearch = () => {
  const text = useSyncExternalStore(subscribe, search);
  return useMemo(() => new URLSearchParams(text), [text]);
};

export const useParam = (name: string): string | null =>
  useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(name));

export const useFilters = (): Filters => {
  const params = useSearch();
  return useMemo(() => readFilters(params), [params]);
};

/** Opening and closing a session is a step of the history; a filter or a view is not. */
export function go(change: (params: URLSearchParams) => void, step = false): void {
  const params = new URLSearchParams(location.search);
  change(params);
  const text = params.toString();
  const url = location.pathname + (text === '' ? '' : `?${text}`);
  if (step) history.pushState(null, '', url);
  else history.replaceState(null, '', url);
  dispatchEvent(new Event(changed));
}

export const setParam = (name: string, value: string | null, step = false) =>
  go((params) => (value === null || value === '' ? params.delete(name) : params.set(name, value)), step);

export const openSession = (id: string | null) => setParam('session', id, true);

export const toggleFilter = (key: FilterKey, value: string) =>
  go((params) => {
    const values = params.getAll(key);
    params.delete(key);
    const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
    for (const each of next) params.append(key, each);
  });

export const setFilter = (key: FilterKey, values: readonly string[]) =>
  go((params) => {
    params.delete(key);
    for (const value of values) params.append(key, value);
  });

export const clearFilters = () =>
  go((params) => {
    for (const key of [...filterKeys, 'q']) params.delete(key);
  });

/** Another set of filters as a whole: a saved view. The open session stays. */
export const replaceSearch = (search: string) =>
  go((params) => {
    for (const key of [...filterKeys, 'q']) params.delete(key);
    for (const [key, value] of new URLSearchParams(search)) params.append(key, value);
  });
