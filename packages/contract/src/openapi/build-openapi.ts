import { ALL_ROUTES } from '../routes/all-routes.ts';
import { componentSchemas, type JsonSchema } from './component-schemas.ts';
import { problemSchema } from './describe-problems.ts';
import { describeRoute } from './describe-route.ts';

const ABOUT = `Everything the console can change can be changed here, by the same rules.

**Tokens.** Send a management token as \`Authorization: Bearer tg_pat_…\`. Make one in the console under Tokens; it acts
in its tenant with a role of its own. What belongs to another tenant does not exist: 404.

**Answers.** \`{"data": …}\` for one thing, \`{"data": […], "meta": {"page": {"next": …}}}\` for a page of a list. Send
\`meta.page.next\` as \`page[after]\` for the next page; it is null on the last. Lists take \`filter[field]\` and \`sort\`.
Times are RFC 3339 in UTC, money is an integer of the currency's minor unit as text, unknown fields are errors.

**Repeating safely.** Send an \`Idempotency-Key\` with every POST. For 24 hours the same key of the same token gets the
first answer again, secrets that are told once included, with \`Idempotency-Replayed: true\`. Another request under the
same key is refused with \`idempotency_mismatch\`. A request that failed leaves its key free.

**Changing safely.** Single things carry a strong \`ETag\`. Send it as \`If-Match\` with PATCH, PUT or DELETE and nobody's
change in between is lost: \`precondition_failed\` tells you to read it again.

**Problems.** Failures are \`application/problem+json\` (RFC 9457) with a \`code\` of a closed catalogue; \`type\` leads to a
page about it.`;

const PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A random text of your own, new for each new request. Repeating it within 24 hours repeats the answer.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag you read. The change is made only if it still is the same.',
    schema: { type: 'string' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The ETag you have. If it still is the same, the answer is 304 without a body.',
    schema: { type: 'string' },
  },
};

const HEADERS = {
  RequestId: { description: 'Name it when you ask for help.', schema: { type: 'string' } },
  ETag: { description: 'Changes whenever the body does.', schema: { type: 'string' } },
};

const PAGE_META = {
  type: 'object',
  properties: {
    page: {
      type: 'object',
      properties: {
        next: { type: ['string', 'null'], description: 'Send it as page[after]; null on the last page.' },
      },
      required: ['next'],
    },
    total: { type: 'integer', description: 'How many there are in all, where that is known.' },
  },
  required: ['page'],
};

/** The OpenAPI 3.1 document of the management API at `apiUrl`, made from the schemas that validate. */
export function buildOpenapi(apiUrl: string): JsonSchema {
  const byPath = Map.groupBy(ALL_ROUTES, (route) => route.path);
  const paths = [...byPath].map(([path, routes]) => [
    path,
    Object.fromEntries(routes.map((route) => [route.method.toLowerCase(), describeRoute(route, apiUrl)])),
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Tollgate management API', version: '1', description: ABOUT, license: LICENSE },
    servers: [{ url: apiUrl }],
    security: [{ token: [] }],
    tags: [...new Set(ALL_ROUTES.map((route) => route.tag))].map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A management token: tg_pat_…' },
      },
      parameters: PARAMETERS,
      headers: HEADERS,
      schemas: { ...componentSchemas(), PageMeta: PAGE_META, Problem: problemSchema() },
    },
  };
}

const LICENSE = { name: 'Apache-2.0', identifier: 'Apache-2.0' };
