import 'server-only';
import type { PortalTenant } from '@tollgate/contract/catalog';
import type { Services } from '@tollgate/services/context/ctx';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { toFormFailure } from '@tollgate/web/form-failure';
import { requireTenant } from './address/tenant.ts';
import { getServices } from './services.ts';

/** A form's action for people who have no session yet: signing up at the tenant's portal, and a forgotten password. */
export function publicFormAction<Data extends object>(
  run: (services: Services, tenant: PortalTenant, form: FormData) => Promise<Data>,
): (previous: FormResult | undefined, form: FormData) => Promise<FormResult & Partial<Data>> {
  return async (_previous, form) => {
    const tenant = await requireTenant();
    try {
      return { ok: true, ...(await run(getServices(), tenant, form)) };
    } catch (error) {
      const failure = toFormFailure(error, form);
      delete failure.values?.password;
      return failure as FormResult & Partial<Data>;
    }
  };
}
