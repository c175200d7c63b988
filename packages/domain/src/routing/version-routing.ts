import { z } from 'zod';

/** Which path the upstream of a version is asked for, where an operation does not say otherwise. */
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
});
export type VersionRouting = z.infer<typeof VersionRouting>;
