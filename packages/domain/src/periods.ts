/** A half-open UTC interval. */
export interface Period {
  /** Inclusive. */
  start: Date;
  /** Exclusive. */
  end: Date;
}

function addMonths(anchor: Date, months: number): Date {
  const year = anchor.getUTCFullYear();
  const month = anchor.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const shifted = new Date(anchor);
  shifted.setUTCDate(1);
  shifted.setUTCFullYear(year, month, Math.min(anchor.getUTCDate(), lastDay));
  return shifted;
}

/** The monthly period, counted from `anchor`, that holds `at`; periods before the anchor exist as well. */
export function periodAt(anchor: Date, at: Date): Period {
  let months = (at.getUTCFullYear() - anchor.getUTCFullYear()) * 12 + at.getUTCMonth() - anchor.getUTCMonth();
  while (addMonths(anchor, months) > at) months--;
  while (addMonths(anchor, months + 1) <= at) months++;
  return { start: addMonths(anchor, months), end: addMonths(anchor, months + 1) };
}

/** The period that ends where this one starts. */
export function periodBefore(anchor: Date, period: Period): Period {
  return periodAt(anchor, new Date(period.start.getTime() - 1));
}
