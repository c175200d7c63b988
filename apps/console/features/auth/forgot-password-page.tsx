import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { Brand } from '../../shell/brand.tsx';
import { paths } from '../../shell/paths.ts';
import { ForgotForm } from './forgot-form.tsx';

/** Asking for a link to a new password. */
export function ForgotPasswordPage() {
  return (
    <AuthLayout
      brand={<Brand />}
      title="Forgot your password?"
      description="We mail you a link to set a new one."
      footer={
        <>
          Remember it? <TextLink href={paths.signIn()}>Sign in</TextLink>
        </>
      }
    >
      <ForgotForm />
    </AuthLayout>
  );
}
