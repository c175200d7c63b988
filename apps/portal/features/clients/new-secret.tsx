import { CodeBlock } from '@tollgate/ui/code/code-block';
import { CopyField } from '@tollgate/ui/copy/copy-field';

/** Props of `NewSecret`. */
export type NewSecretProps = {
  clientId: string;
  secret: string;
  /** Where tokens are fetched. */
  tokenUrl: string;
};

/** A client's id and its secret, shown once, and the request that fetches a token with them. */
export function NewSecret({ clientId, secret, tokenUrl }: NewSecretProps) {
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <CopyField label="Client id" value={clientId} />
      <CopyField
        label="Client secret"
        value={secret}
        hint="Copy it now: it is stored as a hash and cannot be shown again."
      />
      <CodeBlock
        title="Fetch a token"
        language="shell"
        code={`curl -u '${clientId}:${secret}' \\\n  -d grant_type=client_credentials \\\n  ${tokenUrl}`}
      />
    </div>
  );
}
