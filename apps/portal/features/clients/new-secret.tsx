import {
  SIGNING_JAVASCRIPT,
  SIGNING_PYTHON,
  signingJavascriptHead,
  signingPythonHead,
} from '@tollgate/openapi/samples/signing-code';
import { CodeBlock } from '@tollgate/ui/code/code-block';
import { CopyField } from '@tollgate/ui/copy/copy-field';

/** Props of `NewSecret`. */
export type NewSecretProps = {
  clientId: string;
  secret: string;
  /** Where tokens are fetched; null of a client that signs. */
  tokenUrl: string | null;
};

/** A client's id and its secret, shown once, and code that puts them to use. */
export function NewSecret({ clientId, secret, tokenUrl }: NewSecretProps) {
  const hint =
    tokenUrl === null
      ? 'Copy it now: it is kept sealed and cannot be shown again. It never travels; sign with it.'
      : 'Copy it now: it is stored as a hash and cannot be shown again.';
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <CopyField
        label={tokenUrl === null ? 'Client id, the keyid of signatures' : 'Client id'}
        value={clientId}
      />
      <CopyField label="Client secret" value={secret} hint={hint} />
      {tokenUrl === null ? (
        <>
          <CodeBlock
            title="Sign in JavaScript: pass the result as headers"
            language="javascript"
            code={`${signingJavascriptHead(clientId, secret)}\n\n${SIGNING_JAVASCRIPT}`}
            className="max-h-64"
          />
          <CodeBlock
            title="Sign in Python"
            language="python"
            code={`${signingPythonHead(clientId, secret)}\n\n\n${SIGNING_PYTHON}`}
            className="max-h-64"
          />
        </>
      ) : (
        <CodeBlock
          title="Fetch a token"
          language="shell"
          code={`curl -u '${clientId}:${secret}' \\\n  -d grant_type=client_credentials \\\n  ${tokenUrl}`}
        />
      )}
    </div>
  );
}
