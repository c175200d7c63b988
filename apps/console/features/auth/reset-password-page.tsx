import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { Brand } from '../../shell/brand.tsx';
import { paths } from '../../shell/paths.ts';
import { reset } from './actions.ts';
import { CredentialForm } from './credential-form.tsx';

/** Setting a new password by the link of a mail. */
export function ResetPasswordPage({ secret }: { secret: string }) {
  return (
    <AuthLayout
      brand={<Brand />}
      title="Set a new password"
      description="It signs you out everywhere, and in here."
      footer={
        <>
          The link does not work? <TextLink href={paths.forgotPassword()}>Get another</TextLink>
        </>
      }
    >
      <CredentialForm prepare={reset} submitLabel="Set password" next={paths.overview()}>
        <input type="hidden" name="secret" value={secret} />
        <Field name="password" label="New password" hint="At least 12 characters." isRequired>
          <Input type="password" autoComplete="new-password" autoFocus />
        </Field>
      </CredentialForm>
    </AuthLayout>
  );
}
