import { X } from 'lucide-react';
import { anyFilter, filterKeys } from './live/filters';
import { clearFilters, setParam, toggleFilter, useFilters } from './live/location';
import { Button } from './ui/Button';
import { modelName } from './ui/format';

/** The filters at work, each one click from being gone. */
export function FilterChips() {
  const filters = useFilters();
  if (!anyFilter(filters)) return null;
  const chips = filterKeys.flatMap((key) =>
    filters[key].map((value) => ({ key: `${key} ${value}`, name: key, value, drop: () => toggleFilter(key, value) })),
  );
  if (filters.text !== '')
    chips.push({ key: 'text', name: 'text' as never, value: filters.text, drop: () => setParam('q', null) });
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, name, value, drop }) => (
        <li key={key}>
          <button
            type="button"
            onClick={drop}
            title={value}
            className="flex h-6.5 items-center gap-1.5 rounded-full border border-line bg-surface pr-2 pl-2.5 hover:bg-hover"
          >
            <span className="sr-only">Remove filter </span>
            <span className="text-muted">{name}</span>
            <span className="max-w-48 truncate">{name === 'model' ? modelName(value) : value}</span>
            <X aria-hidden className="size-3 text-muted" />
          </button>
        </li>
      ))}
      <li>
        <Button small onClick={clearFilters}>
          Clear
        </Button>
      </li>
    </ul>
  );
}
