'use server';

import type { Role } from '@tollgate/domain/roles';
import { createToken } from '@tollgate/services/tokens/create-token';
import { revokeToken } from '@tollgate/services/tokens/revoke-token';
import { commandAction, formAction } from '../../server/action.ts';
import { endOfDayOf, textOf } from '../../server/form-values.ts';

/** Issues a management token; its secret is answered once. */
export const issueToken = formAction(async (ctx, form) => {
  const { secret } = await createToken(ctx, {
    name: textOf(form, 'name'),
    role: textOf(form, 'role') as Role,
    expiresAt: endOfDayOf(form, 'expiresAt'),
  });
  return { secret };
});

/** Revokes a token at once. */
export const revoke = commandAction((ctx, tokenId: string) => revokeToken(ctx, { tokenId }));
