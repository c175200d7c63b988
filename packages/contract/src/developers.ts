import { idSchema } from '@tollgate/domain/ids';
import { nameSchema, Slug } from '@tollgate/domain/slug';
import { z } from 'zod';
import { Email, Password, Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

export const DeveloperStatus = z.enum(['active', 'blocked']);

/** A third-party person of a tenant's portal. */
export const Developer = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  status: DeveloperStatus,
  /** Apps that are not deleted. */
  appCount: z.int(),
  /** Subscriptions that are not cancelled. */
  subscriptionCount: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Developer = z.infer<typeof Developer>;

export const SignUpDeveloperInput = z.strictObject({
  name: nameSchema(80),
  email: Email,
  password: Password,
});
export type SignUpDeveloperInput = z.input<typeof SignUpDeveloperInput>;

/** What a member gives to make a developer; they are told the password by the member. */
export const CreateDeveloperInput = z.strictObject({
  name: nameSchema(80),
  email: Email,
  password: Password,
});
export type CreateDeveloperInput = z.input<typeof CreateDeveloperInput>;

export const SignInDeveloperInput = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(200),
  /** Where the attempt comes from, to slow guessing down. */
  address: z.string().max(100).default(''),
});
export type SignInDeveloperInput = z.input<typeof SignInDeveloperInput>;

/** Who a portal session belongs to; ends when `sessionVersion` is not the developer's any more. */
export const DeveloperSession = z.strictObject({
  tenantId: z.string(),
  tenantSlug: Slug,
  developerId: z.string(),
  name: z.string(),
  email: z.string(),
  sessionVersion: z.int(),
});
export type DeveloperSession = z.infer<typeof DeveloperSession>;

export const ListDevelopersInput = listInput({ search: z.string().max(200), status: DeveloperStatus }, [
  'createdAt',
  'name',
  'email',
]);
export type ListDevelopersInput = z.input<typeof ListDevelopersInput>;

export const GetDeveloperInput = z.strictObject({ developerId: idSchema('developer') });
export type GetDeveloperInput = z.input<typeof GetDeveloperInput>;

export const UpdateDeveloperInput = z.strictObject({
  developerId: idSchema('developer'),
  name: nameSchema(80).optional(),
  /** Only members block and unblock. */
  status: DeveloperStatus.optional(),
  /** A new password for the developer themself; the one in use now goes with it. */
  password: z.strictObject({ current: z.string().max(200), next: Password }).optional(),
});
export type UpdateDeveloperInput = z.input<typeof UpdateDeveloperInput>;
