import type { Balancing } from '@tollgate/domain/balancing';
import { numberOf, textOf } from '../../../server/form-values.ts';

/** One further target as its row shows it. */
export interface TargetValue {
  url: string;
  weight: string;
}

/** What can be turned on besides further targets, with what its fields hold at first. */
export const PARTS = {
  ejection: { failures: 5, durationMs: 30_000 },
  healthCheck: { path: '/', intervalMs: 10_000, timeoutMs: 2000, healthyAfter: 2, unhealthyAfter: 3 },
  breaker: { failurePercent: 50, minRequests: 20, windowMs: 10_000, openMs: 10_000, probes: 3 },
  retries: { attempts: 1, budgetPercent: 20, minPerSecond: 3 },
} as const satisfies { [P in 'ejection' | 'healthCheck' | 'breaker' | 'retries']: Balancing[P] };
export type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as Part[];

/** What the fields of a version's balancing hold. */
export interface BalancingValues {
  fields: Record<string, string>;
  targets: TargetValue[];
  method: Balancing['method'];
  hashBy: Balancing['hashBy'];
  on: Part[];
}

/** Balancing as its form shows it; without any, what the fields start with once they are asked for. */
export function balancingValues(balancing: Balancing | null): BalancingValues {
  const fields: Record<string, string> = {
    'balancing.weight': String(balancing?.weight ?? 1),
    'balancing.hashName': balancing?.hashName ?? '',
    'balancing.slowStartMs': String(balancing?.slowStartMs ?? 0),
    'balancing.panicPercent': String(balancing?.panicPercent ?? 50),
  };
  for (const part of PART_NAMES) {
    for (const [name, value] of Object.entries(balancing?.[part] ?? PARTS[part])) {
      fields[`balancing.${part}.${name}`] = String(value);
    }
  }
  return {
    fields,
    targets: (balancing?.targets ?? []).map(({ url, weight }) => ({ url, weight: String(weight) })),
    method: balancing?.method ?? 'round_robin',
    hashBy: balancing?.hashBy ?? 'app',
    on: PART_NAMES.filter((part) => balancing?.[part]),
  };
}

/** The balancing that a form holds, null for none; fields that are not shown are not sent and keep their default. */
export function readBalancing(form: FormData): Balancing | null {
  const targets = targetsOf(form);
  const parts = PART_NAMES.filter((part) => textOf(form, `on.${part}`) === 'on');
  if (targets.length === 0 && parts.length === 0) return null;
  const hashName = textOf(form, 'balancing.hashName').trim();
  const balancing: Record<string, unknown> = { targets, hashName: hashName === '' ? null : hashName };
  for (const name of ['weight', 'slowStartMs', 'panicPercent']) {
    if (form.has(`balancing.${name}`)) balancing[name] = numberOf(form, `balancing.${name}`);
  }
  for (const name of ['method', 'hashBy']) {
    if (form.has(`balancing.${name}`)) balancing[name] = textOf(form, `balancing.${name}`);
  }
  for (const part of parts) balancing[part] = readPart(form, part);
  // What is no number stayed text: the verb names the field.
  return balancing as Balancing;
}

function readPart(form: FormData, part: Part): Record<string, unknown> {
  const entries = Object.entries(PARTS[part]).map(([name, initial]) => {
    const field = `balancing.${part}.${name}`;
    return [name, typeof initial === 'number' ? numberOf(form, field) : textOf(form, field).trim()];
  });
  return Object.fromEntries(entries);
}

function targetsOf(form: FormData): Balancing['targets'] {
  const targets: Balancing['targets'] = [];
  for (let row = 0; form.has(`balancing.targets.${row}.url`); row++) {
    targets.push({
      url: textOf(form, `balancing.targets.${row}.url`),
      weight: numberOf(form, `balancing.targets.${row}.weight`),
    });
  }
  return targets;
}
