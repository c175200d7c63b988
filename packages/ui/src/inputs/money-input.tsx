'use client';

import { cn } from '../cn.tsx';
import { useControl } from '../forms/form-context.tsx';
import type { InputProps } from '../forms/input.tsx';
import { currencySymbol } from '../money/format-money.tsx';
import { Affix, affixedClassName } from './affix.tsx';

/** Props of `MoneyInput`. */
export type MoneyInputProps = Omit<InputProps, 'type' | 'prefix'> & {
  /** ISO 4217 code. */
  currency: string;
  /** After the amount, such as "per request". */
  unit?: string;
};

/** An amount as exact decimal text (`29.00`); a comma becomes a point when the field is left. */
export function MoneyInput({ currency, unit, className, onBlur, ...props }: MoneyInputProps) {
  const control = useControl(props);
  return (
    <Affix before={currencySymbol(currency)} after={unit ?? currency}>
      <input
        autoComplete="off"
        placeholder="0.00"
        {...control}
        type="text"
        inputMode="decimal"
        onBlur={(event) => {
          event.target.value = normalizeDecimal(event.target.value);
          onBlur?.(event);
        }}
        className={cn(affixedClassName, className)}
      />
    </Affix>
  );
}

/** `1 234,50` → `1234.50`; what could mean two amounts (`1,234`) or none is left as it is, for the server to refuse. */
export function normalizeDecimal(text: string): string {
  const compact = text.replace(/[\s'’]/g, '');
  if (/^-?\d+,\d+$/.test(compact) && !/^-?[1-9]\d{0,2},\d{3}$/.test(compact))
    return compact.replace(',', '.');
  if (/^-?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})$/.test(compact)) return compact.replaceAll(',', '');
  return /^-?\d+(\.\d+)?$/.test(compact) ? compact : text.trim();
}
