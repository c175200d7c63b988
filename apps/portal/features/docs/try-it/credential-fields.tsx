'use client';

import type { CatalogMethod } from '@tollgate/contract/catalog';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { TextLink } from '@tollgate/ui/link';
import { usePaths } from '../../../shell/paths-provider.tsx';
import type { Credentials } from '../../../shell/try/key-memory.ts';

/** Props of `CredentialFields`. */
export type CredentialFieldsProps = {
  method: CatalogMethod;
  product: string;
  credentials: Credentials;
  onChange: (change: Partial<Credentials>) => void;
};

const HERE_ONLY = 'Kept in this tab only.';

/** Asks for what the method of authentication needs. */
export function CredentialFields({ method, product, credentials, onChange }: CredentialFieldsProps) {
  const paths = usePaths();
  const subscribe = paths.subscribe(product);
  const secret = (name: keyof Credentials, placeholder: string) => (
    <Input
      type="password"
      autoComplete="off"
      spellCheck={false}
      placeholder={placeholder}
      value={credentials[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  switch (method.kind) {
    case 'api-key':
      return (
        <Field label="API key" aside={<TextLink href={subscribe}>Get a key</TextLink>} hint={HERE_ONLY}>
          {secret('key', 'tg_live_…')}
        </Field>
      );
    case 'oauth':
      return (
        <Field
          label="OAuth token"
          aside={<TextLink href={paths.apps()}>Your clients</TextLink>}
          hint={`A client of your app fetches it from ${method.tokenUrl}. ${HERE_ONLY}`}
        >
          {secret('token', 'eyJ…')}
        </Field>
      );
    case 'jwt':
      return (
        <Field label="Token" hint={`Issued by ${method.issuer}. ${HERE_ONLY}`}>
          {secret('token', 'eyJ…')}
        </Field>
      );
    case 'basic':
    case 'hmac':
      return (
        <>
          <Field label="Client id" aside={<TextLink href={paths.apps()}>Your clients</TextLink>}>
            <Input
              autoComplete="off"
              spellCheck={false}
              placeholder="cli_…"
              value={credentials.clientId}
              onChange={(event) => onChange({ clientId: event.target.value })}
            />
          </Field>
          <Field
            label="Client secret"
            hint={
              method.kind === 'hmac'
                ? `The portal signs the request with it and forgets it. ${HERE_ONLY}`
                : HERE_ONLY
            }
          >
            {secret('secret', method.kind === 'hmac' ? 'tg_hs_…' : 'tg_cs_…')}
          </Field>
        </>
      );
  }
}
