import 'server-only';
import type { Services } from '@tollgate/services/context/ctx';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { toFormFailure } from '@tollgate/web/form-failure';
import { getServices } from './services.ts';

/** A form's action for people who have no session yet: signing up, accepting an invitation, and a forgotten password. */
export function publicFormAction<Data extends object>(
  run: (services: Services, form: FormData) => Promise<Data>,
): (previous: FormResult | undefined, form: FormData) => Promise<FormResult & Partial<Data>> {
  return async (_previous, form) => {
    try {
      return { ok: true, ...(await run(getServices(), form)) };
    } catch (error) {
      const failure = toFormFailure(error, form);
      delete failure.values?.password;
      return failure as FormResult & Partial<Data>;
    }
  };
}
