import type { Terms, Tier } from '../terms.ts';
import { priceUnits } from './money.ts';

/** One line of an invoice: `amountMinor` is `quantity` × `unitMinor`, rounded half up once, and nowhere else. */
export interface RatedLine {
  kind: 'flat_fee' | 'usage';
  description: string;
  /** Whole units as text. */
  quantity: string;
  /** Price of one unit in minor units, as an exact decimal. */
  unitMinor: string;
  amountMinor: bigint;
}

/**
 * Turns a period's billable requests into lines. Their quantities always add up to `quantity`,
 * and their amounts are the total by definition. Throws RangeError for a quantity that is no count.
 */
export function rateUsage(terms: Pick<Terms, 'usage'>, quantity: bigint | number): RatedLine[] {
  const used = BigInt(quantity);
  if (used < 0n) throw new RangeError('A quantity must not be negative');
  const usage = terms.usage;
  if (!usage) return [line('Requests, free of charge', used, '0')];

  const included = least(used, BigInt(usage.included));
  const lines =
    usage.included > 0 ? [line(`Requests, first ${digits(usage.included)} included`, included, '0')] : [];
  const charged = used - included;
  if (charged === 0n && lines.length > 0) return lines;

  if (usage.model === 'per_unit') {
    lines.push(line(included > 0n ? 'Requests beyond those included' : 'Requests', charged, usage.unitMinor));
  } else if (usage.model === 'volume') {
    lines.push(volumeLine(usage.tiers, charged));
  } else {
    lines.push(...graduatedLines(usage.tiers, charged, BigInt(usage.included)));
  }
  return lines;
}

function graduatedLines(tiers: Tier[], charged: bigint, included: bigint): RatedLine[] {
  const lines: RatedLine[] = [];
  let before = 0n;
  for (const tier of tiers) {
    const end = tier.upTo === null ? charged : least(charged, BigInt(tier.upTo));
    if (end > before || lines.length === 0) {
      const from = digits(included + before + 1n);
      const span = tier.upTo === null ? `from ${from}` : `${from} to ${digits(included + BigInt(tier.upTo))}`;
      lines.push(line(`Requests ${span}`, end - before, tier.unitMinor));
    }
    before = end;
    if (end === charged) break;
  }
  return lines;
}

function volumeLine(tiers: Tier[], charged: bigint): RatedLine {
  const index = tiers.findIndex((tier) => tier.upTo === null || charged <= BigInt(tier.upTo));
  const tier = tiers[index];
  if (!tier) throw new RangeError('The last tier must be without end');
  const from = digits(BigInt(tiers[index - 1]?.upTo ?? 0) + 1n);
  const span = tier.upTo === null ? `from ${from}` : `${from} to ${digits(tier.upTo)}`;
  return line(`Requests, all at the price of volume ${span}`, charged, tier.unitMinor);
}

function line(description: string, quantity: bigint, unitMinor: string): RatedLine {
  return {
    kind: 'usage',
    description,
    quantity: quantity.toString(),
    unitMinor,
    amountMinor: priceUnits(quantity, unitMinor),
  };
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function digits(count: bigint | number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
