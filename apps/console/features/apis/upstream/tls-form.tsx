'use client';

import type { ApiVersion } from '@tollgate/contract/apis';
import { Badge } from '@tollgate/ui/data/badge';
import { formatDate } from '@tollgate/ui/data/format';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { saveTls } from '../actions.ts';
import { certificateState } from './certificate-state.ts';

type Tls = NonNullable<ApiVersion['upstream']['tls']>;

const PEM = '-----BEGIN CERTIFICATE-----';

/** Props of `TlsForm`. */
export type TlsFormProps = {
  apiVersionId: string;
  tls: Tls | null;
  /** RFC 3339: what certificates are valid at. */
  now: string;
  refusal: string | undefined;
};

/** How the gateway and an upstream prove to each other who they are. The private key goes in and never comes back. */
export function TlsForm({ apiVersionId, tls, now, refusal }: TlsFormProps) {
  return (
    <SaveForm
      action={saveTls}
      disabledReason={refusal}
      initialValues={{
        'tls.authorities': tls?.authorities?.pem ?? '',
        'tls.serverName': tls?.serverName ?? '',
        'tls.certificate': tls?.certificate?.pem ?? '',
      }}
    >
      <input type="hidden" name="apiVersionId" value={apiVersionId} />
      <Field
        name="tls.serverName"
        label="Name in the upstream’s certificate"
        hint="Empty: the host of its URL."
        className="sm:max-w-96"
      >
        <Input className="font-mono" placeholder="api.internal" autoComplete="off" />
      </Field>
      <Field
        name="tls.authorities"
        label="Authorities to trust"
        hint="In PEM, one after the other. They take the place of the public ones. Empty: the public ones."
      >
        <Textarea isCode placeholder={PEM} />
      </Field>
      <Certificates certificates={tls?.authorities?.certificates} now={now} />
      <div className="flex flex-col gap-5 border-t pt-4">
        <Field
          name="tls.certificate"
          label="Certificate of the gateway"
          hint="In PEM, with those it was signed by below it. Empty: none is shown."
        >
          <Textarea isCode placeholder={PEM} />
        </Field>
        <Certificates certificates={tls?.certificate?.certificates} now={now} />
        <Field
          name="tls.key"
          label="Its private key"
          hint={
            tls?.certificate
              ? 'Kept sealed, and shown to nobody. Empty: it stays.'
              : 'In PEM, without a passphrase. Kept sealed, and shown to nobody again.'
          }
        >
          <Textarea isCode autoComplete="off" />
        </Field>
      </div>
    </SaveForm>
  );
}

type CertificatesProps = {
  certificates: NonNullable<Tls['certificate']>['certificates'] | undefined;
  now: string;
};

function Certificates({ certificates = [], now }: CertificatesProps) {
  if (certificates.length === 0) return null;
  return (
    <ul className="-mt-2 flex max-h-48 flex-col gap-1.5 overflow-y-auto text-ui">
      {certificates.map(({ subject, expiresAt }) => {
        const { tone, text } = certificateState(expiresAt, now);
        return (
          <li key={`${subject} ${expiresAt}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 break-words font-mono text-xs">{subject}</span>
            <span className="text-ink-muted">until {formatDate(expiresAt)}</span>
            {text === null ? null : <Badge tone={tone}>{text}</Badge>}
          </li>
        );
      })}
    </ul>
  );
}
