import { idSchema } from '@tollgate/domain/ids';
import { Role } from '@tollgate/domain/roles';
import { nameSchema } from '@tollgate/domain/slug';
import { z } from 'zod';
import { Email, Password, Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

export const Tenant = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
  hosts: z.array(z.string()),
  createdAt: Timestamp,
});
export type Tenant = z.infer<typeof Tenant>;

const Host = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'must be a host name such as api.example.com',
  );

export const UpdateTenantInput = z.strictObject({
  name: nameSchema(80).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')
    .optional(),
  hosts: z
    .array(Host)
    .max(20)
    .refine((hosts) => new Set(hosts).size === hosts.length, 'must name each host once')
    .optional(),
});
export type UpdateTenantInput = z.input<typeof UpdateTenantInput>;

export const Member = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  createdAt: Timestamp,
});
export type Member = z.infer<typeof Member>;

export const ListMembersInput = listInput({ role: Role, search: z.string().max(100) }, ['name', 'createdAt']);
export type ListMembersInput = z.input<typeof ListMembersInput>;
export const UpdateMemberInput = z.strictObject({ memberId: idSchema('member'), role: Role });
export type UpdateMemberInput = z.input<typeof UpdateMemberInput>;
export const DeleteMemberInput = z.strictObject({ memberId: idSchema('member') });
export type DeleteMemberInput = z.input<typeof DeleteMemberInput>;

export const Invitation = z.strictObject({
  id: z.string(),
  email: z.string(),
  role: Role,
  expiresAt: Timestamp,
  acceptedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Invitation = z.infer<typeof Invitation>;

export const CreateInvitationInput = z.strictObject({ email: Email, role: Role });
export type CreateInvitationInput = z.input<typeof CreateInvitationInput>;
/** The link is told once: to who invites, and by mail to who is invited. */
export const CreatedInvitation = z.strictObject({ invitation: Invitation, url: z.string() });
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;
export const ListInvitationsInput = listInput({}, ['createdAt']);
export type ListInvitationsInput = z.input<typeof ListInvitationsInput>;
export const DeleteInvitationInput = z.strictObject({ invitationId: idSchema('invitation') });
export type DeleteInvitationInput = z.input<typeof DeleteInvitationInput>;
export const AcceptInvitationInput = z.strictObject({
  secret: z.string().max(200),
  name: nameSchema(80),
  password: Password,
});
export type AcceptInvitationInput = z.input<typeof AcceptInvitationInput>;

export const Token = z.strictObject({
  id: z.string(),
  name: z.string(),
  preview: z.string(),
  /** What it was made for. */
  role: Role,
  /** What it may do now: no more than the member it was made by; null when they are no longer a member. */
  effectiveRole: Role.nullable(),
  status: z.enum(['active', 'expired', 'revoked', 'maker_left']),
  expiresAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Token = z.infer<typeof Token>;

export const CreateTokenInput = z.strictObject({
  name: nameSchema(60),
  role: Role,
  expiresAt: Timestamp.nullable().default(null),
});
export type CreateTokenInput = z.input<typeof CreateTokenInput>;
/** The token itself, told once. */
export const CreatedToken = z.strictObject({ token: Token, secret: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;
export const ListTokensInput = listInput({}, ['createdAt', 'name']);
export type ListTokensInput = z.input<typeof ListTokensInput>;
export const RevokeTokenInput = z.strictObject({ tokenId: idSchema('token') });
export type RevokeTokenInput = z.input<typeof RevokeTokenInput>;
