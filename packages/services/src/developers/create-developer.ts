import { CreateDeveloperInput, type Developer } from '@tollgate/contract/developers';
import { developers } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { hashPassword } from '../sign-in/password.ts';
import { readDeveloper } from './to-developer.ts';

/** Makes a developer on behalf of a member, who tells them the first password. Throws `conflict` for a known e-mail. */
export async function createDeveloper(ctx: Ctx, input: CreateDeveloperInput): Promise<Developer> {
  requireRole(ctx, 'editor');
  const { name, email, password } = parseInput(CreateDeveloperInput, input);
  const passwordHash = await hashPassword(password);
  const { tenantId } = ctx;
  const id = newId('developer');
  return orConflict(
    () =>
      withTenantTx(ctx, async (tx) => {
        const at = ctx.now();
        const values = { tenantId, id, email, name, passwordHash, createdAt: at, updatedAt: at };
        await tx.insert(developers).values(values);
        const developer = await readDeveloper(tx, tenantId, id);
        await recordChange(tx, ctx, {
          action: 'developer.created',
          target: { kind: 'developer', id, name: email },
          after: developer,
        });
        return developer;
      }),
    'email',
    'has an account already',
  );
}
