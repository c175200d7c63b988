import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { Brand } from '../../shell/brand.tsx';
import { paths } from '../../shell/paths.ts';
import { accept } from './actions.ts';
import { CredentialForm } from './credential-form.tsx';

/** Joining a tenant by the link of an invitation. */
export function InvitationPage({ secret }: { secret: string }) {
  return (
    <AuthLayout
      brand={<Brand />}
      title="Accept your invitation"
      description="Choose a name and a password. If you have an account with this e-mail already, use its password."
      footer={
        <>
          Joined already? <TextLink href={paths.signIn()}>Sign in</TextLink>
        </>
      }
    >
      <CredentialForm prepare={accept} submitLabel="Join" next={paths.overview()}>
        <input type="hidden" name="secret" value={secret} />
        <Field name="name" label="Your name" isRequired>
          <Input autoComplete="name" autoFocus />
        </Field>
        <Field name="password" label="Password" hint="At least 12 characters." isRequired>
          <Input type="password" autoComplete="new-password" />
        </Field>
      </CredentialForm>
    </AuthLayout>
  );
}
