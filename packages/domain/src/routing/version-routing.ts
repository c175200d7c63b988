import { z } from 'zod';
import { ConditionHeader } from './operation-route.ts';

const whole = (min: number, max: number) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);
const TargetUrl = z.string().trim().max(2000, 'must be at most 2000 characters');

/**
 * How a request says that it means this version, where several stand under one base path: by a header, by a parameter of
 * a media type that it accepts (`application/json; version=2`), or by that media type itself.
 */
export const VersionSelection = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('header'),
    name: ConditionHeader,
    value: z
      .string()
      .trim()
      .max(100, 'must be at most 100 characters')
      .regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, 'must be the value of a header, such as 2'),
    isDefault: z.boolean().default(false),
  }),
  z.strictObject({
    by: z.literal('media_type_parameter'),
    name: z
      .string()
      .trim()
      .toLowerCase()
      .max(50, 'must be at most 50 characters')
      .regex(/^[\w!#$&^.+-]+$/, 'must be the name of a parameter, such as version')
      .refine((name) => name !== 'q', { message: 'must not be q, which is the weight of a media type' }),
    value: z
      .string()
      .trim()
      .max(100, 'must be at most 100 characters')
      .regex(/^[\w!#$&^.+-]+$/, 'must be letters, digits, dots or hyphens, such as 2'),
    isDefault: z.boolean().default(false),
  }),
  z.strictObject({
    by: z.literal('media_type'),
    value: z
      .string()
      .trim()
      .toLowerCase()
      .max(100, 'must be at most 100 characters')
      .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/, 'must be a media type such as application/vnd.acme.v2+json'),
    isDefault: z.boolean().default(false),
  }),
]);
export type VersionSelection = z.infer<typeof VersionSelection>;

/** Another upstream that a share of the apps is served by; an app stays where it is. */
const Canary = z.strictObject({
  url: TargetUrl,
  /** Of the apps. */
  percent: whole(0, 100),
});

/** Another upstream that is sent copies of a share of the requests; its answers are thrown away. */
const Mirror = z.strictObject({
  url: TargetUrl,
  /** Of the requests. */
  percent: whole(0, 100).default(100),
  /** Requests with a larger body are not copied. */
  maxBodyBytes: whole(0, 1_048_576).default(65_536),
  /** Copies under way at once in one worker; what comes on top is not copied. */
  maxInFlight: whole(1, 100).default(10),
});
export type Mirror = z.infer<typeof Mirror>;

/** How requests come to a version, where they go, and which path they are forwarded to. */
export const VersionRouting = z.strictObject({
  /** Whether the base path is part of the path that is forwarded. */
  keepsBasePath: z.boolean().default(false),
  /** Taken off the path after the base path, where it starts with it. */
  stripPrefix: z
    .string()
    .max(200, 'must be at most 200 characters')
    .regex(
      /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9\-._~!$&'()*+,=:@]+)+$/,
      'must be a path such as /internal, without a slash at its end',
    )
    .nullable()
    .default(null),
  /** Null for the only version under its base path. */
  selection: VersionSelection.nullable().default(null),
  canary: Canary.nullable().default(null),
  mirror: Mirror.nullable().default(null),
});
export type VersionRouting = z.infer<typeof VersionRouting>;
