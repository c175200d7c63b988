'use client';

import { useRef, useState } from 'react';

/** One row of a list in a form; the key stays with it when rows before it go. */
export interface Row<T> {
  key: number;
  value: T;
}

/** Rows that can be added and removed; their fields keep what was typed. */
export function useRows<T>(initial: T[]) {
  const next = useRef(initial.length);
  const [rows, setRows] = useState<Row<T>[]>(() => initial.map((value, key) => ({ key, value })));
  return {
    rows,
    add: (value: T) => {
      const key = next.current;
      next.current += 1;
      setRows((shown) => [...shown, { key, value }]);
    },
    remove: (key: number) => setRows((shown) => shown.filter((row) => row.key !== key)),
  };
}
