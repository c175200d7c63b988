import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { redirect } from 'next/navigation';
import { findSession } from '../../server/session.ts';
import { Brand } from '../../shell/brand.tsx';
import { paths } from '../../shell/paths.ts';
import { signUp } from './actions.ts';
import { CredentialForm } from './credential-form.tsx';

/** Making a tenant and its first member. */
export async function SignUpPage() {
  if (await findSession()) redirect(paths.overview());
  return (
    <AuthLayout
      brand={<Brand />}
      title="Create a tenant"
      description="Your company's place for its APIs, plans, developers and invoices. You will be its owner."
      footer={
        <>
          Have an account? <TextLink href={paths.signIn()}>Sign in</TextLink>
        </>
      }
    >
      <CredentialForm prepare={signUp} submitLabel="Create tenant" next={paths.overview()}>
        <Field name="tenantName" label="Company" hint="Developers see this name on your portal." isRequired>
          <Input autoComplete="organization" autoFocus />
        </Field>
        <Field name="name" label="Your name" isRequired>
          <Input autoComplete="name" />
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
