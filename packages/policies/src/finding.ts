import { z } from 'zod';
import { CONTINUE, type Continue, type Decision, type Reject } from './policy.ts';

/** Whether what a policy finds is refused, or only reported. */
export const Mode = z.enum(['enforce', 'report']);
export type Mode = z.infer<typeof Mode>;

/** Refuses, or lets go on and reports what would have been refused. */
export function refuseOrReport(mode: Mode, refusal: Reject | null): Decision {
  if (refusal === null) return CONTINUE;
  if (mode === 'enforce') return refusal;
  const reported: Continue = { kind: 'continue', finding: refusal.detail };
  return reported;
}
