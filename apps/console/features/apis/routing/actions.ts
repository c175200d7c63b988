'use server';

import { updateApiVersion } from '@tollgate/services/api-versions/update-api-version';
import { updateOperation } from '@tollgate/services/api-versions/update-operation';
import { formAction } from '../../../server/action.ts';
import { textOf } from '../../../server/form-values.ts';
import { readConditions, readRewrite } from './operation-values.ts';
import { readRouting } from './routing-values.ts';

/** Saves which path a version's upstream is asked for. */
export const saveRouting = formAction(async (ctx, form) => {
  await updateApiVersion(ctx, { apiVersionId: textOf(form, 'apiVersionId'), routing: readRouting(form) });
});

/** Saves what an operation asks of requests, and where it goes. */
export const saveOperation = formAction(async (ctx, form) => {
  await updateOperation(ctx, {
    operationId: textOf(form, 'operationId'),
    match: readConditions(form),
    rewrite: readRewrite(form),
  });
});
