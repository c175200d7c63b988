import { formatCompact, formatNumber, type Numeric } from './format.tsx';

/** Props of `NumberText`. */
export type NumberTextProps = {
  value: Numeric;
  /** `1.23M` instead of `1,234,567`; the exact number is in the title. */
  isCompact?: boolean;
  /** After the number, such as `req/s`. */
  unit?: string;
  className?: string;
};

/** A number with digits of equal width. */
export function NumberText({ value, isCompact, unit, className = '' }: NumberTextProps) {
  const exact = formatNumber(value);
  const text = isCompact ? formatCompact(value) : exact;
  return (
    <span
      title={text === exact ? undefined : exact}
      className={`whitespace-nowrap tabular-nums ${className}`}
    >
      {text}
      {unit ? <span className="ml-1 text-ink-muted">{unit}</span> : null}
    </span>
  );
}
