'use server';

import { DomainError } from '@tollgate/domain/errors';
import type { Ctx } from '@tollgate/services/context/ctx';
import { updateDeveloper } from '@tollgate/services/developers/update-developer';
import { formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';

/** Changes the developer's name. */
export const changeName = formAction(async (ctx, form) => {
  await updateDeveloper(ctx, { developerId: ownId(ctx), name: textOf(form, 'name') });
});

/** Changes the developer's password, which ends all their sessions. */
export const changePassword = formAction(async (ctx, form) => {
  const next = textOf(form, 'password.next');
  if (next !== textOf(form, 'repeated')) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'repeated', message: 'is not the same as above' }],
    });
  }
  const password = { current: textOf(form, 'password.current'), next };
  await updateDeveloper(ctx, { developerId: ownId(ctx), password });
});

function ownId(ctx: Ctx): string {
  return ctx.actor.kind === 'developer' ? ctx.actor.id : '';
}
