'use server';

import { createExplainToken } from '@tollgate/services/explanations/create-explain-token';
import { formAction } from '../../server/action.ts';
import { textOf } from '../../server/form-values.ts';

/** Signs a header that asks gateways to explain requests; it is answered once. */
export const mintHeader = formAction((ctx, form) =>
  createExplainToken(ctx, {
    apiVersionId: (textOf(form, 'apiVersionId') || null) as never,
    lifetimeSeconds: Number(textOf(form, 'lifetimeMinutes')) * 60,
  }),
);
