import { listOwnTenants } from '@tollgate/services/sign-in/list-own-tenants';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { PasswordForm } from './password-form.tsx';

/** Who is signed in, what they are a member of, and their password. */
export async function AccountPage() {
  const { name, email } = await requireSession();
  const tenants = await load((ctx) => listOwnTenants(ctx));
  return (
    <>
      <PageHeader title="Account" description={`You are signed in as ${email}.`} />
      <Stack gap="lg" className="max-w-xl">
        <Card title="You">
          <KeyValue
            items={[
              { label: 'Name', value: name },
              { label: 'E-mail', value: email },
              ...tenants.map((tenant) => ({
                label: `Role at ${tenant.name}`,
                value: tenant.role,
              })),
            ]}
          />
        </Card>
        <Card
          title="Password"
          description="Changing it signs you out everywhere else, in every tenant of yours. Tokens are not affected."
        >
          <PasswordForm />
        </Card>
      </Stack>
    </>
  );
}
