import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../server/ctx.ts';
import { NameForm, PasswordForm } from './account-forms.tsx';

/** Who the developer is, and their password. */
export async function AccountPage() {
  const { name, email } = await requireSession();
  return (
    <>
      <PageHeader title="Account" description={`You are signed in as ${email}.`} />
      <Stack gap="lg" className="max-w-xl">
        <Card title="You">
          <NameForm name={name} />
        </Card>
        <Card
          title="Password"
          description="Changing it signs you out everywhere. Your keys are not affected."
        >
          <PasswordForm />
        </Card>
      </Stack>
    </>
  );
}
