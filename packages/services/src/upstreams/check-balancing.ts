import type { Balancing } from '@tollgate/domain/balancing';
import { DomainError } from '@tollgate/domain/errors';
import type { Ctx } from '../context/ctx.ts';
import { checkUpstreamUrl } from './check-upstream-url.ts';

/**
 * Checks that every further target may be used and stands there once. Null when it asks for nothing that one target
 * does without. Throws with the field, such as `balancing.targets.0.url`.
 */
export async function checkBalancing(ctx: Ctx, balancing: Balancing): Promise<Balancing | null> {
  if (isPlain(balancing)) return null;
  const targets: Balancing['targets'] = [];
  for (const [index, target] of balancing.targets.entries()) {
    const location = `balancing.targets.${index}.url`;
    const url = await checkUpstreamUrl(ctx, target.url, location);
    if (targets.some((other) => other.url === url)) {
      throw new DomainError('validation_failed', {
        errors: [{ location, message: 'is there twice', fix: 'Give the target a higher weight instead.' }],
      });
    }
    targets.push({ ...target, url });
  }
  return { ...balancing, targets };
}

/** Whether it asks for nothing that a single target without it does not have. */
function isPlain({ targets, ejection, healthCheck, breaker, retries }: Balancing): boolean {
  return targets.length === 0 && [ejection, healthCheck, breaker, retries].every((part) => part === null);
}
