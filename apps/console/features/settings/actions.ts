'use server';

import { updateTenant } from '@tollgate/services/tenants/update-tenant';
import { formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';

/** Saves the tenant's name, currency and hosts. */
export const saveTenant = formAction(async (ctx, form) => {
  await updateTenant(ctx, {
    name: textOf(form, 'name'),
    currency: textOf(form, 'currency').trim().toUpperCase(),
    hosts: textOf(form, 'hosts')
      .split(/[\s,]+/)
      .filter(Boolean),
  });
});
