import type { Period } from '../periods.ts';
import type { Terms } from '../terms.ts';
import { divideHalfUp } from './money.ts';
import { type RatedLine, rateUsage } from './rate-usage.ts';

export interface InvoiceInput {
  terms: Pick<Terms, 'currency' | 'flatFeeMinor' | 'usage'>;
  period: Period;
  /** Billable requests of the period. */
  quantity: bigint | number;
  /** When the subscription ended, if inside the period: the flat fee is then owed for the time before. */
  endedAt?: Date | null | undefined;
}

export interface InvoiceDraft {
  currency: string;
  lines: RatedLine[];
  totalMinor: bigint;
}

/**
 * The lines and total that these terms make of a period's usage. Previews and final invoices both come from here,
 * and the same input gives the same cent for ever. Billed in arrears: a full flat fee for each period, except that
 * of a subscription ended inside it, which is prorated by time; included requests are not reduced.
 */
export function draftInvoice({ terms, period, quantity, endedAt }: InvoiceInput): InvoiceDraft {
  const lines = rateUsage(terms, quantity);
  if (terms.flatFeeMinor > 0) lines.unshift(flatFeeLine(terms.flatFeeMinor, period, endedAt ?? null));
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  return { currency: terms.currency, lines, totalMinor };
}

function flatFeeLine(feeMinor: number, period: Period, endedAt: Date | null): RatedLine {
  const line: RatedLine = {
    kind: 'flat_fee',
    description: 'Flat fee',
    quantity: '1',
    unitMinor: String(feeMinor),
    amountMinor: BigInt(feeMinor),
  };
  if (endedAt === null || endedAt >= period.end) return line;

  const wholeMs = BigInt(period.end.getTime() - period.start.getTime());
  const usedMs = BigInt(Math.max(0, endedAt.getTime() - period.start.getTime()));
  const amountMinor = divideHalfUp(BigInt(feeMinor) * usedMs, wholeMs);
  return {
    ...line,
    description: `Flat fee, prorated by time until ${endedAt.toISOString()}: ${seconds(usedMs)} of ${seconds(wholeMs)} seconds of the period`,
    unitMinor: amountMinor.toString(),
    amountMinor,
  };
}

function seconds(ms: bigint): string {
  const rest = ms % 1000n;
  return rest === 0n ? `${ms / 1000n}` : `${ms / 1000n}.${rest.toString().padStart(3, '0')}`;
}
