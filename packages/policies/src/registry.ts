import { schema as apiKey } from './api-key/schema.ts';
import { schema as cors } from './cors/schema.ts';
import { schema as ipRestriction } from './ip-restriction/schema.ts';
import { schema as jwt } from './jwt/schema.ts';
import type { PolicySchema } from './policy.ts';

/** The schema of every policy there is, by id; isomorphic. */
export const POLICY_SCHEMAS: Readonly<Record<string, PolicySchema<never>>> = {
  [apiKey.id]: apiKey as unknown as PolicySchema<never>,
  [cors.id]: cors as unknown as PolicySchema<never>,
  [ipRestriction.id]: ipRestriction as unknown as PolicySchema<never>,
  [jwt.id]: jwt as unknown as PolicySchema<never>,
};
