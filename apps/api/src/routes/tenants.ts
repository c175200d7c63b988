import * as routes from '@tollgate/contract/routes/tenants';
import { createInvitation } from '@tollgate/services/invitations/create-invitation';
import { deleteInvitation } from '@tollgate/services/invitations/delete-invitation';
import { listInvitations } from '@tollgate/services/invitations/list-invitations';
import { deleteMember } from '@tollgate/services/members/delete-member';
import { listMembers } from '@tollgate/services/members/list-members';
import { updateMember } from '@tollgate/services/members/update-member';
import { getTenant } from '@tollgate/services/tenants/get-tenant';
import { updateTenant } from '@tollgate/services/tenants/update-tenant';
import { createToken } from '@tollgate/services/tokens/create-token';
import { listTokens } from '@tollgate/services/tokens/list-tokens';
import { revokeToken } from '@tollgate/services/tokens/revoke-token';
import { bind } from '../http/bind.ts';

export const tenantBindings = [
  bind(routes.getTenantRoute, getTenant),
  bind(routes.updateTenantRoute, updateTenant),
  bind(routes.listMembersRoute, listMembers),
  bind(routes.updateMemberRoute, updateMember),
  bind(routes.deleteMemberRoute, deleteMember),
  bind(routes.listInvitationsRoute, listInvitations),
  bind(routes.createInvitationRoute, createInvitation),
  bind(routes.deleteInvitationRoute, deleteInvitation),
  bind(routes.listTokensRoute, listTokens),
  bind(routes.createTokenRoute, createToken),
  bind(routes.revokeTokenRoute, revokeToken),
];
