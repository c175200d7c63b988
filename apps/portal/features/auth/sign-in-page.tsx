import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { CredentialForm } from '@tollgate/web/sign-in/credential-form';
import { redirect } from 'next/navigation';
import { getPaths, requireTenant } from '../../server/address/tenant.ts';
import { findSession } from '../../server/session.ts';
import { TenantBrand } from '../../shell/brand.tsx';
import { safeNext } from '../../shell/paths.ts';

/** Signing in with e-mail and password. */
export async function SignInPage({ next }: { next: string | undefined }) {
  const [tenant, paths] = await Promise.all([requireTenant(), getPaths()]);
  if (await findSession()) redirect(safeNext(next, paths));
  return (
    <AuthLayout
      brand={<TenantBrand name={tenant.name} href={paths.home()} />}
      title="Sign in"
      description={`To your apps and keys at ${tenant.name}.`}
      footer={
        <>
          New here? <TextLink href={paths.signUp({ next })}>Sign up</TextLink>
        </>
      }
    >
      <CredentialForm submitLabel="Sign in" query={{ portal: tenant.slug }} next={safeNext(next, paths)}>
        <Field name="email" label="E-mail" isRequired>
          <Input type="email" autoComplete="username" autoFocus />
        </Field>
        <Field
          name="password"
          label="Password"
          aside={<TextLink href={paths.forgotPassword()}>Forgot it?</TextLink>}
          isRequired
        >
          <Input type="password" autoComplete="current-password" />
        </Field>
      </CredentialForm>
    </AuthLayout>
  );
}
