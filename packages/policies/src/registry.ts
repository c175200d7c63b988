import { schema as apiKey } from './api-key/schema.ts';
import { schema as basic } from './basic/schema.ts';
import { schema as botRules } from './bot-rules/schema.ts';
import { schema as cache } from './cache/schema.ts';
import { schema as compress } from './compress/schema.ts';
import { schema as concurrency } from './concurrency/schema.ts';
import { schema as cors } from './cors/schema.ts';
import { schema as custom } from './custom/schema.ts';
import { schema as hmac } from './hmac/schema.ts';
import { schema as ipRestriction } from './ip-restriction/schema.ts';
import { schema as jwt } from './jwt/schema.ts';
import { schema as mock } from './mock/schema.ts';
import { schema as mtls } from './mtls/schema.ts';
import { schema as oauth } from './oauth/schema.ts';
import type { PolicySchema } from './policy.ts';
import { schema as redirect } from './redirect/schema.ts';
import { schema as requestSize } from './request-size/schema.ts';
import { schema as requestTransform } from './request-transform/schema.ts';
import { schema as requestValidation } from './request-validation/schema.ts';
import { schema as respond } from './respond/schema.ts';
import { schema as responseTransform } from './response-transform/schema.ts';
import { schema as spikeArrest } from './spike-arrest/schema.ts';
import { schema as threatLimits } from './threat-limits/schema.ts';

/** The schema of every policy there is, by id; isomorphic. */
export const POLICY_SCHEMAS: Readonly<Record<string, PolicySchema<never>>> = {
  [apiKey.id]: apiKey as unknown as PolicySchema<never>,
  [cors.id]: cors as unknown as PolicySchema<never>,
  [ipRestriction.id]: ipRestriction as unknown as PolicySchema<never>,
  [jwt.id]: jwt as unknown as PolicySchema<never>,
  [oauth.id]: oauth as unknown as PolicySchema<never>,
  [hmac.id]: hmac as unknown as PolicySchema<never>,
  [mtls.id]: mtls as unknown as PolicySchema<never>,
  [basic.id]: basic as unknown as PolicySchema<never>,
  [requestSize.id]: requestSize as unknown as PolicySchema<never>,
  [redirect.id]: redirect as unknown as PolicySchema<never>,
  [respond.id]: respond as unknown as PolicySchema<never>,
  [botRules.id]: botRules as unknown as PolicySchema<never>,
  [spikeArrest.id]: spikeArrest as unknown as PolicySchema<never>,
  [threatLimits.id]: threatLimits as unknown as PolicySchema<never>,
  [requestTransform.id]: requestTransform as unknown as PolicySchema<never>,
  [responseTransform.id]: responseTransform as unknown as PolicySchema<never>,
  [requestValidation.id]: requestValidation as unknown as PolicySchema<never>,
  [concurrency.id]: concurrency as unknown as PolicySchema<never>,
  [custom.id]: custom as unknown as PolicySchema<never>,
  [mock.id]: mock as unknown as PolicySchema<never>,
  [cache.id]: cache as unknown as PolicySchema<never>,
  [compress.id]: compress as unknown as PolicySchema<never>,
};
