'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { InputProps } from '../forms/input.tsx';
import { Affix, affixedClassName } from './affix.tsx';

/** Props of `SearchInput`. */
export type SearchInputProps = Omit<InputProps, 'type' | 'prefix' | 'onChange'> & {
  /** What is searched; the visible placeholder too. */
  label: string;
  /** Called when typing has paused. */
  onSearch?: (text: string) => void;
  delayMs?: number;
};

/** A search field that waits for a pause in typing. */
export function SearchInput({ label, onSearch, delayMs = 250, ...props }: SearchInputProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Affix before={<Search aria-hidden="true" />}>
      <input
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        {...props}
        type="search"
        aria-label={label}
        onChange={(event) => {
          const text = event.target.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onSearch?.(text), delayMs);
        }}
        className={`${affixedClassName} ${props.className ?? ''}`}
      />
    </Affix>
  );
}
