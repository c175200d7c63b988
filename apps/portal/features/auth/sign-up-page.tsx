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
import { signUp } from './actions.ts';

/** Making a developer's account at the tenant's portal. */
export async function SignUpPage({ next }: { next: string | undefined }) {
  const [tenant, paths] = await Promise.all([requireTenant(), getPaths()]);
  if (await findSession()) redirect(safeNext(next, paths));
  return (
    <AuthLayout
      brand={<TenantBrand name={tenant.name} href={paths.home()} />}
      title="Sign up"
      description={`An account lets you get keys for the APIs of ${tenant.name} and see what you use.`}
      footer={
        <>
          Have an account? <TextLink href={paths.signIn({ next })}>Sign in</TextLink>
        </>
      }
    >
      <CredentialForm
        prepare={signUp}
        submitLabel="Sign up"
        query={{ portal: tenant.slug }}
        next={safeNext(next, paths)}
      >
        <Field name="name" label="Your name" isRequired>
          <Input autoComplete="name" autoFocus />
        </Field>
        <Field name="email" label="E-mail" isRequired>
          <Input type="email" autoComplete="username" />
        </Field>
        <Field name="password" label="Password" hint="At least 12 characters." isRequired>
          <Input type="password" autoComplete="new-password" />
        </Field>
      </CredentialForm>
    </AuthLayout>
  );
}
