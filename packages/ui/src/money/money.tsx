import { formatDecimalMoney, formatMoney } from './format-money.tsx';

/** Props of `Money`: either minor units or an exact decimal. */
export type MoneyProps = { currency: string; className?: string } & (
  | { amountMinor: bigint | number | string; amount?: never }
  | { amount: string; amountMinor?: never }
);

/** An amount of money, exact, with digits of equal width. */
export function Money({ currency, className = '', ...props }: MoneyProps) {
  const text =
    props.amount !== undefined
      ? formatDecimalMoney(props.amount, currency)
      : formatMoney(props.amountMinor, currency);
  return <span className={`whitespace-nowrap tabular-nums ${className}`}>{text}</span>;
}
