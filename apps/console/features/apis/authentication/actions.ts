'use server';

import { getApiVersion } from '@tollgate/services/api-versions/get-api-version';
import { updateApiVersion } from '@tollgate/services/api-versions/update-api-version';
import { formAction } from '../../../server/action.ts';
import { textOf } from '../../../server/form-values.ts';
import { withFirst } from '../../policies/index.ts';

/** Asks callers of a version for one kind of credential before all others. */
export const saveFirstMethod = formAction(async (ctx, form) => {
  const apiVersionId = textOf(form, 'apiVersionId');
  const { policies } = await getApiVersion(ctx, { apiVersionId });
  await updateApiVersion(ctx, { apiVersionId, policies: withFirst(policies, textOf(form, 'first')) });
});
