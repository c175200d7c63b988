import { z } from 'zod';

/** Headers that no condition may name: the gateway answers them itself, drops them, or writes its own. */
const NOT_FORWARDED: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'traceparent',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-api-key',
  'x-real-ip',
  'x-request-id',
  'apikey',
]);

const MAX_CONDITIONS = 8;
const MAX_VALUES = 20;

/** Name of a header that reaches the upstream as the client sent it; kept in lower case. */
export const ConditionHeader = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'must not be empty')
  .max(100, 'must be at most 100 characters')
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header')
  .refine((name) => !NOT_FORWARDED.has(name) && !/^(tollgate|x-forwarded)-/.test(name), {
    message: 'must not be a header that the gateway keeps to itself',
  });

const values = (letters: RegExp, message: string) =>
  z
    .array(
      z
        .string()
        .min(1, 'must not be empty')
        .max(200, 'must be at most 200 characters')
        .regex(letters, message),
    )
    .min(1, 'must hold a value; leave it out to ask only for presence')
    .max(MAX_VALUES, `can be at most ${MAX_VALUES}`)
    .refine((list) => new Set(list).size === list.length, { message: 'must not hold a value twice' })
    .optional();

/** What a request must carry: one value, one of several, or without `values` any at all. */
export const RouteCondition = z.discriminatedUnion('in', [
  z.strictObject({
    in: z.literal('header'),
    name: ConditionHeader,
    values: values(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, 'must be the value of a header'),
  }),
  z.strictObject({
    in: z.literal('query'),
    /** Unescaped, as the client means it. */
    name: z.string().min(1, 'must not be empty').max(100, 'must be at most 100 characters'),
    values: values(/^/, ''),
  }),
]);
export type RouteCondition = z.infer<typeof RouteCondition>;

/** All that a request must carry to be of an operation. */
export const RouteMatch = z
  .array(RouteCondition)
  .max(MAX_CONDITIONS, `can be at most ${MAX_CONDITIONS}`)
  .superRefine((conditions, context) => {
    const seen = new Set<string>();
    for (const [index, condition] of conditions.entries()) {
      const key = `${condition.in} ${condition.name}`;
      if (seen.has(key))
        context.addIssue({ code: 'custom', path: [index, 'name'], message: 'is there twice' });
      seen.add(key);
    }
  });
export type RouteMatch = z.infer<typeof RouteMatch>;

/** How an operation is told from others of its method and path, and where below the upstream it goes. */
export const OperationRoute = z.strictObject({
  match: RouteMatch,
  /** Path template below the upstream's URL, such as `/items/{id}`; null forwards the path that came. */
  rewrite: z.string().nullable(),
});
export type OperationRoute = z.infer<typeof OperationRoute>;
