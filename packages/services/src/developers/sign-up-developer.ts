import { type DeveloperSession, SignUpDeveloperInput } from '@tollgate/contract/developers';
import { developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import type { Ctx, Services } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { hashPassword } from '../sign-in/password.ts';
import { findDeveloperSession } from './find-developer-session.ts';

/** Makes a developer of the tenant whose portal this is. Throws `conflict` when the e-mail has an account there. */
export async function signUpDeveloper(
  services: Services,
  tenantId: string,
  input: SignUpDeveloperInput,
  requestId: string = newId('request'),
): Promise<DeveloperSession> {
  const { name, email, password } = parseInput(SignUpDeveloperInput, input);
  const passwordHash = await hashPassword(password);
  const id = newId('developer');
  const ctx: Ctx = { ...services, tenantId, actor: { kind: 'developer', id, name }, requestId };
  return orConflict(
    () =>
      withTenantTx(ctx, async (tx) => {
        const at = ctx.now();
        const values = { tenantId, id, email, name, passwordHash, createdAt: at, updatedAt: at };
        await tx.insert(developers).values(values);
        await recordChange(tx, ctx, {
          action: 'developer.created',
          target: { kind: 'developer', id, name: email },
          after: { id, email, name },
        });
        const session = await findDeveloperSession(tx, tenantId, { developerId: id });
        if (!session) throw new Error('a developer just made cannot be found');
        return session;
      }),
    'email',
    'already has an account: sign in instead',
  );
}
