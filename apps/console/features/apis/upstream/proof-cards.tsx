import type { ApiVersion } from '@tollgate/contract/apis';
import { Card } from '@tollgate/ui/layout/card';
import { CredentialForm } from './credential-form.tsx';
import { TlsForm } from './tls-form.tsx';

/** How the gateway and a version's upstream prove to each other who they are. */
export function ProofCards({ version, refusal }: { version: ApiVersion; refusal: string | undefined }) {
  return (
    <>
      <Card
        title="Certificates"
        description="For an https upstream that does not have a certificate from a public authority, or asks for one of yours. Certificates are always checked."
      >
        <TlsForm
          apiVersionId={version.id}
          tls={version.upstream.tls}
          now={new Date().toISOString()}
          refusal={refusal}
        />
      </Card>
      <Card
        title="Credential"
        description="What the gateway proves itself with to the upstream. Callers never see it."
      >
        <CredentialForm
          apiVersionId={version.id}
          credential={version.upstream.credential}
          refusal={refusal}
        />
      </Card>
    </>
  );
}
