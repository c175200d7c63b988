import type { Allowance } from './allowance.ts';

/** `RateLimit-Policy` and `RateLimit` of the IETF draft, as names and values in turn; every ceiling is listed. */
export function rateHeaders(allowances: readonly Allowance[], nowMs: number): string[] {
  if (allowances.length === 0) return [];
  let policy = '';
  let state = '';
  for (let i = 0; i < allowances.length; i++) {
    const allowance = allowances[i] as Allowance;
    const separator = i === 0 ? '' : ', ';
    const secondsLeft = Math.max(0, Math.ceil((allowance.windowEndMs - nowMs) / 1000));
    policy += separator + allowance.policyItem;
    state += `${separator}"${allowance.spec.name}";r=${allowance.remaining()};t=${secondsLeft}`;
  }
  return ['ratelimit-policy', policy, 'ratelimit', state];
}

/** Seconds until every ceiling that refused is new again. */
export function retryAfterSeconds(violated: readonly Allowance[], nowMs: number): number {
  const last = Math.max(...violated.map((allowance) => allowance.windowEndMs));
  return Math.max(1, Math.ceil((last - nowMs) / 1000));
}
