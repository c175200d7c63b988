'use server';

import type { Environment } from '@tollgate/domain/environment';
import { createCertificate } from '@tollgate/services/certificates/create-certificate';
import { revokeCertificate } from '@tollgate/services/certificates/revoke-certificate';
import { commandAction, formAction } from '../../../server/action.ts';
import { textOf } from '../../../server/form-values.ts';

/** Registers a certificate for a developer's app. */
export const registerCertificate = formAction(async (ctx, form) => {
  await createCertificate(ctx, {
    appId: textOf(form, 'appId'),
    name: textOf(form, 'name'),
    environment: textOf(form, 'environment') as Environment,
    certificate: textOf(form, 'certificate'),
  });
});

/** Revokes a certificate for good. */
export const endCertificate = commandAction(async (ctx, certificateId: string) => {
  await revokeCertificate(ctx, { certificateId });
});
