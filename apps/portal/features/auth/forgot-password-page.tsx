import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { getPaths, requireTenant } from '../../server/address/tenant.ts';
import { TenantBrand } from '../../shell/brand.tsx';
import { ForgotForm } from './forgot-form.tsx';

/** Asking for a link to a new password. */
export async function ForgotPasswordPage() {
  const [tenant, paths] = await Promise.all([requireTenant(), getPaths()]);
  return (
    <AuthLayout
      brand={<TenantBrand name={tenant.name} href={paths.home()} />}
      title="Forgot your password?"
      description="We mail you a link to set a new one. Your keys go on working."
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
