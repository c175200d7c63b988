import { Role } from '@tollgate/domain/roles';
import { nameSchema } from '@tollgate/domain/slug';
import { z } from 'zod';
import { Email, Password } from './fields.ts';

export const SignUpTenantInput = z.strictObject({
  tenantName: nameSchema(80),
  name: nameSchema(80),
  email: Email,
  password: Password,
});
export type SignUpTenantInput = z.input<typeof SignUpTenantInput>;

export const SignInInput = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(200),
  /** Where the attempt comes from, to slow guessing down. */
  address: z.string().max(100).default(''),
});
export type SignInInput = z.input<typeof SignInInput>;

/** Who a console session belongs to; ends when `sessionVersion` is not the member's any more. */
export const MemberSession = z.strictObject({
  tenantId: z.string(),
  tenantSlug: z.string(),
  tenantName: z.string(),
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  sessionVersion: z.int(),
});
export type MemberSession = z.infer<typeof MemberSession>;

/** Asks for a mail with a link that sets a new password. */
export const RequestPasswordResetInput = z.strictObject({
  email: Email,
  /** Where the request comes from, so that nobody is flooded with mail. */
  address: z.string().max(100).default(''),
});
export type RequestPasswordResetInput = z.input<typeof RequestPasswordResetInput>;

export const ResetPasswordInput = z.strictObject({ secret: z.string().max(200), password: Password });
export type ResetPasswordInput = z.input<typeof ResetPasswordInput>;

/** A new password for whoever is signed in; the one in use now goes with it. */
export const UpdateOwnPasswordInput = z.strictObject({ current: z.string().max(200), next: Password });
export type UpdateOwnPasswordInput = z.input<typeof UpdateOwnPasswordInput>;

/** A tenant that a person is a member of. */
export const OwnTenant = z.strictObject({ id: z.string(), name: z.string(), role: Role });
export type OwnTenant = z.infer<typeof OwnTenant>;

export const EnterTenantInput = z.strictObject({ tenantId: z.string().max(100) });
export type EnterTenantInput = z.input<typeof EnterTenantInput>;
