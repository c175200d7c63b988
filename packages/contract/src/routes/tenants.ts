import {
  CreatedInvitation,
  CreatedToken,
  CreateInvitationInput,
  CreateTokenInput,
  DeleteInvitationInput,
  DeleteMemberInput,
  Invitation,
  ListInvitationsInput,
  ListMembersInput,
  ListTokensInput,
  Member,
  RevokeTokenInput,
  Tenant,
  Token,
  UpdateMemberInput,
  UpdateTenantInput,
} from '../tenants.ts';
import { defineRoute, NoInput, NoOutput } from './route.ts';

export const getTenantRoute = defineRoute({
  id: 'getTenant',
  method: 'GET',
  path: '/v1/tenant',
  tag: 'Tenant',
  summary: 'Get the tenant of the token',
  role: 'viewer',
  input: NoInput,
  output: Tenant,
  answer: 'one',
});

export const updateTenantRoute = defineRoute({
  id: 'updateTenant',
  method: 'PATCH',
  path: '/v1/tenant',
  tag: 'Tenant',
  summary: 'Change name, currency or gateway hosts',
  role: 'admin',
  input: UpdateTenantInput,
  output: Tenant,
  answer: 'one',
  problems: ['conflict'],
  example: { name: 'Atlas', hosts: ['api.example.com'] },
});

export const listMembersRoute = defineRoute({
  id: 'listMembers',
  method: 'GET',
  path: '/v1/members',
  tag: 'Members',
  summary: 'List members',
  role: 'viewer',
  input: ListMembersInput,
  output: Member,
  answer: 'list',
});

export const updateMemberRoute = defineRoute({
  id: 'updateMember',
  method: 'PATCH',
  path: '/v1/members/{memberId}',
  tag: 'Members',
  summary: 'Give a member another role',
  description:
    'Ends every session the member has. Only owners make or unmake owners, and the last owner stays.',
  role: 'admin',
  input: UpdateMemberInput,
  output: Member,
  answer: 'one',
  problems: ['conflict'],
  example: { role: 'editor' },
});

export const deleteMemberRoute = defineRoute({
  id: 'deleteMember',
  method: 'DELETE',
  path: '/v1/members/{memberId}',
  tag: 'Members',
  summary: 'Remove a member',
  role: 'admin',
  input: DeleteMemberInput,
  output: NoOutput,
  answer: 'none',
  problems: ['conflict'],
});

export const listInvitationsRoute = defineRoute({
  id: 'listInvitations',
  method: 'GET',
  path: '/v1/invitations',
  tag: 'Invitations',
  summary: 'List invitations',
  role: 'viewer',
  input: ListInvitationsInput,
  output: Invitation,
  answer: 'list',
});

export const createInvitationRoute = defineRoute({
  id: 'createInvitation',
  method: 'POST',
  path: '/v1/invitations',
  tag: 'Invitations',
  summary: 'Invite a person to become a member',
  description: 'The link is told once: in this answer and by mail to who is invited.',
  role: 'admin',
  input: CreateInvitationInput,
  output: CreatedInvitation,
  answer: 'one',
  status: 201,
  problems: ['conflict'],
  example: { email: 'ada@example.com', role: 'editor' },
});

export const deleteInvitationRoute = defineRoute({
  id: 'deleteInvitation',
  method: 'DELETE',
  path: '/v1/invitations/{invitationId}',
  tag: 'Invitations',
  summary: 'Take an invitation back',
  role: 'admin',
  input: DeleteInvitationInput,
  output: NoOutput,
  answer: 'none',
  problems: ['conflict'],
});

export const listTokensRoute = defineRoute({
  id: 'listTokens',
  method: 'GET',
  path: '/v1/tokens',
  tag: 'Tokens',
  summary: 'List management tokens',
  role: 'viewer',
  input: ListTokensInput,
  output: Token,
  answer: 'list',
});

export const createTokenRoute = defineRoute({
  id: 'createToken',
  method: 'POST',
  path: '/v1/tokens',
  tag: 'Tokens',
  summary: 'Create a management token',
  description: 'The secret is told once, in this answer. A token never has more rights than its maker.',
  role: 'admin',
  input: CreateTokenInput,
  output: CreatedToken,
  answer: 'one',
  status: 201,
  example: { name: 'CI', role: 'editor', expiresAt: '2027-12-31T00:00:00Z' },
});

export const revokeTokenRoute = defineRoute({
  id: 'revokeToken',
  method: 'POST',
  path: '/v1/tokens/{tokenId}/revoke',
  tag: 'Tokens',
  summary: 'Revoke a management token',
  description: 'Works at once. Revoking it again changes nothing.',
  role: 'admin',
  input: RevokeTokenInput,
  output: Token,
  answer: 'one',
});
