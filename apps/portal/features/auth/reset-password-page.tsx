import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { CredentialForm } from '@tollgate/web/sign-in/credential-form';
import { getPaths, requireTenant } from '../../server/address/tenant.ts';
import { TenantBrand } from '../../shell/brand.tsx';
import { reset } from './actions.ts';

/** Setting a new password by the link of a mail. */
export async function ResetPasswordPage({ secret }: { secret: string }) {
  const [tenant, paths] = await Promise.all([requireTenant(), getPaths()]);
  return (
    <AuthLayout
      brand={<TenantBrand name={tenant.name} href={paths.home()} />}
      title="Set a new password"
      description="It signs you out everywhere, and in here."
      footer={
        <>
          The link does not work? <TextLink href={paths.forgotPassword()}>Get another</TextLink>
        </>
      }
    >
      <CredentialForm
        prepare={reset}
        submitLabel="Set password"
        query={{ portal: tenant.slug }}
        next={paths.apps()}
      >
        <input type="hidden" name="secret" value={secret} />
        <Field name="password" label="New password" hint="At least 12 characters." isRequired>
          <Input type="password" autoComplete="new-password" autoFocus />
        </Field>
      </CredentialForm>
    </AuthLayout>
  );
}
