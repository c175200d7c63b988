import { type DeveloperSession, SignInDeveloperInput } from '@tollgate/contract/developers';
import { developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { and, eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { beginAttempt, forgiveAttempt } from '../sign-in/count-attempt.ts';
import { verifyPassword } from '../sign-in/password.ts';
import { findDeveloperSession } from './find-developer-session.ts';

/**
 * Signs a developer in to the tenant's portal. An unknown e-mail, a wrong password and a blocked developer
 * are the same `credentials_wrong`, in the same time; guessing is slowed down by e-mail and by address.
 */
export async function signInDeveloper(
  services: Services,
  tenantId: string,
  input: SignInDeveloperInput,
): Promise<DeveloperSession> {
  const { email, password, address } = parseInput(SignInDeveloperInput, input);
  const wanted = email.trim().toLowerCase();
  const attempt = { account: `developer:${tenantId}:${wanted}`, address };
  await beginAttempt(services, attempt);
  const scope = { db: services.db, tenantId };
  const [row] = await withTenantTx(scope, (tx) =>
    tx
      .select({ id: developers.id, passwordHash: developers.passwordHash })
      .from(developers)
      .where(and(eq(developers.tenantId, tenantId), eq(sql`lower(${developers.email})`, wanted))),
  );
  const isRight = await verifyPassword(row?.passwordHash, password);
  const session =
    row && isRight
      ? await withTenantTx(scope, (tx) => findDeveloperSession(tx, tenantId, { developerId: row.id }))
      : undefined;
  if (!session) throw new DomainError('credentials_wrong', { detail: 'Check both and try again.' });
  await forgiveAttempt(services, attempt);
  return session;
}
