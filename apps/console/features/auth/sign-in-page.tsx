import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { redirect } from 'next/navigation';
import { findSession } from '../../server/session.ts';
import { Brand } from '../../shell/brand.tsx';
import { paths, safeNext } from '../../shell/paths.ts';
import { CredentialForm } from './credential-form.tsx';

/** Signing in with e-mail and password. */
export async function SignInPage({ next }: { next: string | undefined }) {
  if (await findSession()) redirect(safeNext(next));
  return (
    <AuthLayout
      brand={<Brand />}
      title="Sign in"
      description="To the console of your APIs."
      footer={
        <>
          New here? <TextLink href={paths.signUp()}>Create a tenant</TextLink>
        </>
      }
    >
      <CredentialForm submitLabel="Sign in" next={safeNext(next)}>
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
