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
