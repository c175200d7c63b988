import { idSchema } from '@tollgate/domain/ids';
import { nameSchema } from '@tollgate/domain/slug';
import { z } from 'zod';
import { proseSchema, Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

/** A developer's application. */
export const App = z.strictObject({
  id: z.string(),
  developerId: z.string(),
  name: z.string(),
  description: z.string(),
  /** Keys that are neither revoked nor expired. */
  activeKeyCount: z.int(),
  /** Subscriptions that are not cancelled. */
  subscriptionCount: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type App = z.infer<typeof App>;

const description = proseSchema(1000);

export const CreateAppInput = z.strictObject({
  name: nameSchema(80),
  description: description.default(''),
  /** Needed when a member or token makes the app; a developer's apps are their own. */
  developerId: idSchema('developer').optional(),
});
export type CreateAppInput = z.input<typeof CreateAppInput>;

export const ListAppsInput = listInput({ search: z.string().max(200), developerId: idSchema('developer') }, [
  'createdAt',
  'name',
]);
export type ListAppsInput = z.input<typeof ListAppsInput>;

export const GetAppInput = z.strictObject({ appId: idSchema('app') });
export type GetAppInput = z.input<typeof GetAppInput>;

export const UpdateAppInput = z.strictObject({
  appId: idSchema('app'),
  name: nameSchema(80).optional(),
  description: description.optional(),
});
export type UpdateAppInput = z.input<typeof UpdateAppInput>;

export const DeleteAppInput = z.strictObject({ appId: idSchema('app') });
export type DeleteAppInput = z.input<typeof DeleteAppInput>;
