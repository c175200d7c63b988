'use server';

import type { UpstreamProtocol } from '@tollgate/domain/upstreams/upstream-protocol';
import { updateApiVersion } from '@tollgate/services/api-versions/update-api-version';
import { deleteApi } from '@tollgate/services/apis/delete-api';
import { updateApi } from '@tollgate/services/apis/update-api';
import { commandAction, formAction } from '../../server/action.ts';
import { endOfDayOf, numberOf, textOf } from '../../server/form-values.ts';
import { paths } from '../../shell/paths.ts';
import { readBalancing } from './version/balancing-values.ts';

const MEBIBYTE = 1_048_576;

/** Saves an API's name and description. */
export const saveApi = formAction((ctx, form) =>
  updateApi(ctx, {
    apiId: textOf(form, 'apiId'),
    name: textOf(form, 'name'),
    description: textOf(form, 'description'),
  }),
);

/** Removes an API with all its versions. */
export const removeApi = commandAction(async (ctx, apiId: string) => {
  await deleteApi(ctx, { apiId });
  return { href: paths.apis() };
});

/** Saves where a version's traffic enters and goes. */
export const saveUpstream = formAction(async (ctx, form) => {
  const maxBody = numberOf(form, 'maxBodyBytes');
  const hasTotal = textOf(form, 'totalTimeoutMs').trim() !== '';
  await updateApiVersion(ctx, {
    apiVersionId: textOf(form, 'apiVersionId'),
    basePath: textOf(form, 'basePath').trim(),
    upstreamUrl: textOf(form, 'upstreamUrl'),
    upstreamProtocol: textOf(form, 'upstreamProtocol') as UpstreamProtocol,
    connectTimeoutMs: numberOf(form, 'connectTimeoutMs'),
    headTimeoutMs: numberOf(form, 'headTimeoutMs'),
    idleTimeoutMs: numberOf(form, 'idleTimeoutMs'),
    totalTimeoutMs: hasTotal ? numberOf(form, 'totalTimeoutMs') : null,
    maxConnections: numberOf(form, 'maxConnections'),
    maxWaiting: numberOf(form, 'maxWaiting'),
    waitTimeoutMs: numberOf(form, 'waitTimeoutMs'),
    maxBodyBytes: typeof maxBody === 'number' ? Math.round(maxBody * MEBIBYTE) : maxBody,
  });
});

/** Saves a version's further targets and what happens when they fail. */
export const saveBalancing = formAction(async (ctx, form) => {
  await updateApiVersion(ctx, { apiVersionId: textOf(form, 'apiVersionId'), balancing: readBalancing(form) });
});

/** Saves what a version's upstream is called with. */
export const saveCredential = formAction(async (ctx, form) => {
  const secret = textOf(form, 'credential.secret');
  const credential = {
    // What is no such place is left for the verb to refuse.
    in: textOf(form, 'credential.in') as 'header' | 'query' | 'basic',
    name: textOf(form, 'credential.name'),
    ...(secret === '' ? {} : { secret }),
  };
  await updateApiVersion(ctx, {
    apiVersionId: textOf(form, 'apiVersionId'),
    credential: textOf(form, 'credential.on') === 'on' ? credential : null,
  });
});

/** Saves how gateways and a version's upstream prove to each other who they are. */
export const saveTls = formAction(async (ctx, form) => {
  const text = (name: string) => textOf(form, `tls.${name}`).trim();
  const key = text('key');
  await updateApiVersion(ctx, {
    apiVersionId: textOf(form, 'apiVersionId'),
    tls: {
      authorities: text('authorities') || null,
      serverName: text('serverName') || null,
      certificate: text('certificate') || null,
      ...(key === '' ? {} : { key }),
    },
  });
});

/** Announces the end of a version, with a date or without. */
export const deprecateVersion = formAction(async (ctx, form) => {
  await updateApiVersion(ctx, {
    apiVersionId: textOf(form, 'apiVersionId'),
    status: 'deprecated',
    sunsetAt: endOfDayOf(form, 'sunsetAt'),
  });
});

/** Takes back the end of a version. */
export const reactivateVersion = commandAction(async (ctx, apiVersionId: string) => {
  await updateApiVersion(ctx, { apiVersionId, status: 'active' });
});

/** Ends a version: the gateway answers 410 from now on. */
export const retireVersion = commandAction(async (ctx, apiVersionId: string) => {
  await updateApiVersion(ctx, { apiVersionId, status: 'retired' });
});
