'use client';

import { type ReactNode, useOptimistic, useRef, useTransition } from 'react';
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
  const [shown, setShown] = useOptimistic(params);
  const names = [...(searchLabel ? ['q'] : []), ...filters.map((filter) => filter.name)];
  const kept = Object.entries(params).filter(([name]) => !names.includes(name) && !isPaging(name));

  function apply(changes: Record<string, string>) {
    const typed = form.current?.elements.namedItem('q') as HTMLInputElement | null;
    const query = typed ? { q: typed.value.trim() } : {};
    startTransition(() => {
      setShown((before) => ({ ...before, ...query, ...changes }));
      const href = hrefWith(shown, { ...query, ...changes, page: undefined, after: undefined });
      navigate(pathname + href, { replace: true });
    });
  }

  return (
    <search aria-busy={isPending || undefined}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          apply({});
        }}
        className="flex flex-wrap items-center gap-2"
      >
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        {searchLabel ? (
          <div className="w-full sm:w-64">
            <SearchInput
              name="q"
              label={searchLabel}
              defaultValue={firstOf(params.q)}
              onSearch={() => apply({})}
            />
          </div>
        ) : null}
        {filters.map((filter) => (
          <FilterSelect key={filter.name} filter={filter} value={firstOf(shown[filter.name])} apply={apply} />
        ))}
        <noscript>
          <Button type="submit">Apply</Button>
        </noscript>
        {names.some((name) => Boolean(shown[name])) ? (
          <Button
            variant="ghost"
            onClick={() => {
              form.current?.reset();
              apply(Object.fromEntries(names.map((name) => [name, ''])));
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

type FilterSelectProps = {
  filter: TableFilter;
  value: string;
  apply: (changes: Record<string, string>) => void;
};

function FilterSelect({ filter, value, apply }: FilterSelectProps) {
  return (
    <Select
      name={filter.name}
      aria-label={filter.label}
      value={value}
      onChange={(event) => apply({ [filter.name]: event.target.value })}
      className="min-w-36 max-sm:grow"
      options={[
        { value: '', label: `${filter.label}: ${filter.allLabel ?? 'All'}` },
        ...filter.options.map((option) => labelChosen(option, filter.label, value)),
      ]}
    />
  );
}

/** The chosen value names its filter, because the closed select shows nothing else. */
function labelChosen(option: SelectOption, label: string, chosen: string): SelectOption {
  return option.value === chosen ? { ...option, label: `${label}: ${option.label}` } : option;
}

function isPaging(name: string): boolean {
  return name === 'page' || name === 'after';
}

function firstOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
