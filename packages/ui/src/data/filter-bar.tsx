'use client';

import { type ReactNode, useRef, useTransition } from 'react';
import { Button } from '../forms/button.tsx';
import { Select, type SelectOption } from '../forms/select.tsx';
import { SearchInput } from '../inputs/search-input.tsx';
import { useNavigation } from '../link.tsx';
import { hrefWith, type SearchParams } from './table-params.tsx';

/** One filter: a parameter of the address and the values it can have. */
export type TableFilter = {
  name: string;
  label: string;
  options: SelectOption[];
  /** Text of the choice that filters nothing; "All" when absent. */
  allLabel?: string;
};

/** Props of `FilterBar`. */
export type FilterBarProps = {
  /** The page's search parameters: what is set now, and what is kept. */
  params: SearchParams;
  /** Shows a search field for the parameter `q`. */
  searchLabel?: string;
  filters?: TableFilter[];
  /** At the end of the line: an export button, a count. */
  children?: ReactNode;
};

/** Search and filters that live in the address. A plain form until the page has loaded. */
export function FilterBar({ params, searchLabel, filters = [], children }: FilterBarProps) {
  const form = useRef<HTMLFormElement>(null);
  const { navigate, pathname = '' } = useNavigation();
  const [isPending, startTransition] = useTransition();
  const names = [...(searchLabel ? ['q'] : []), ...filters.map((filter) => filter.name)];
  const kept = Object.entries(params).filter(([name]) => !names.includes(name) && !isPaging(name));
  const isFiltered = names.some((name) => Boolean(params[name]));

  function apply() {
    if (!form.current) return;
    const data = new FormData(form.current);
    const changes: Record<string, string | undefined> = { page: undefined, after: undefined };
    for (const name of names) changes[name] = String(data.get(name) ?? '').trim();
    startTransition(() => navigate(pathname + hrefWith(params, changes), { replace: true }));
  }

  return (
    <search aria-busy={isPending || undefined}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-wrap items-center gap-2"
      >
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        {searchLabel ? (
          <div className="w-full sm:w-64">
            <SearchInput name="q" label={searchLabel} defaultValue={valueOf(params.q)} onSearch={apply} />
          </div>
        ) : null}
        {filters.map((filter) => (
          <Select
            key={`${filter.name}=${valueOf(params[filter.name])}`}
            name={filter.name}
            aria-label={filter.label}
            defaultValue={valueOf(params[filter.name])}
            onChange={apply}
            className="min-w-36 max-sm:flex-1"
            options={[
              { value: '', label: `${filter.label}: ${filter.allLabel ?? 'All'}` },
              ...filter.options.map((option) =>
                labelChosen(option, filter.label, valueOf(params[filter.name])),
              ),
            ]}
          />
        ))}
        <noscript>
          <Button type="submit">Apply</Button>
        </noscript>
        {isFiltered ? (
          <Button
            variant="ghost"
            onClick={() => {
              form.current?.reset();
              const cleared = Object.fromEntries(names.map((name) => [name, undefined]));
              const href = hrefWith(params, { ...cleared, page: undefined, after: undefined });
              startTransition(() => navigate(pathname + href, { replace: true }));
            }}
          >
            Clear
          </Button>
        ) : null}
        {children ? <div className="ml-auto flex items-center gap-2">{children}</div> : null}
      </form>
    </search>
  );
}

/** The chosen value names its filter, because the closed select shows nothing else. */
function labelChosen(option: SelectOption, label: string, chosen: string): SelectOption {
  return option.value === chosen ? { ...option, label: `${label}: ${option.label}` } : option;
}

function isPaging(name: string): boolean {
  return name === 'page' || name === 'after';
}

function valueOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
