import { Role } from '@tollgate/domain/roles';
import { Field } from '@tollgate/ui/forms/field';
import { Select } from '@tollgate/ui/forms/select';

const MEANINGS: Record<Role, string> = {
  owner: 'Owner: everything, owners included',
  admin: 'Admin: everything but owners',
  editor: 'Editor: APIs, products, developers',
  finance: 'Finance: plans’ prices and invoices',
  viewer: 'Viewer: looks, changes nothing',
};

/** A choice of role, with what each may do. Only owners are offered to make owners. */
export function RoleField({ canMakeOwners }: { canMakeOwners: boolean }) {
  const roles = Role.options.filter((role) => role !== 'owner' || canMakeOwners);
  return (
    <Field name="role" label="Role" isRequired>
      <Select options={roles.map((role) => ({ value: role, label: MEANINGS[role] }))} />
    </Field>
  );
}
