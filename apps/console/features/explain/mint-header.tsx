'use client';

import type { CreatedExplainToken } from '@tollgate/contract/explain/explanations';
import { CodeBlock } from '@tollgate/ui/code/code-block';
import { CopyField } from '@tollgate/ui/copy/copy-field';
import { formatTime } from '@tollgate/ui/data/format';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { Select } from '@tollgate/ui/forms/select';
import { Stack } from '@tollgate/ui/layout/stack';
import { FormDialog } from '@tollgate/ui/overlay/form-dialog';
import { Microscope } from 'lucide-react';
import { FormSummary } from '../../shell/forms/form-summary.tsx';
import { mintHeader } from './actions.ts';

type Minted = FormResult & Partial<CreatedExplainToken>;

type MintHeaderProps = {
  versions: { value: string; label: string }[];
  refusal: string | undefined;
};

const LIFETIMES = ['5', '15', '30'].map((value) => ({ value, label: `${value} minutes` }));

/** A button that signs a header, and then shows it with a command that is ready to run. */
export function MintHeader({ versions, refusal }: MintHeaderProps) {
  return (
    <FormDialog<Minted>
      trigger={
        <Button variant="primary" icon={<Microscope />} disabledReason={refusal}>
          Explain a request
        </Button>
      }
      title="Explain a request"
      description="You get a header. The gateway explains every request that carries it, until it expires. It admits nobody: the request still needs its key."
      action={mintHeader}
      submitLabel="Make the header"
      initialValues={{ apiVersionId: '', lifetimeMinutes: '15' }}
      summary={<FormSummary />}
      outcome={{ title: 'Send this header', show: (minted) => <Ready minted={minted} /> }}
    >
      <Field name="apiVersionId" label="API version" hint="Only requests to it are explained.">
        <Select options={[{ value: '', label: 'Any of them' }, ...versions]} />
      </Field>
      <Field name="lifetimeMinutes" label="Works for" isRequired>
        <Select options={LIFETIMES} />
      </Field>
    </FormDialog>
  );
}

function Ready({ minted }: { minted: Minted }) {
  const { header = '', token = '', gatewayUrl = '', expiresAt } = minted;
  const command = [
    'curl -i',
    `-H '${header}: ${token}'`,
    "-H 'X-API-Key: <key of an app>'",
    `'${gatewayUrl}/'`,
  ].join(' \\\n  ');
  return (
    <Stack gap="md">
      <CopyField
        label={`Value of ${header}`}
        hint={`It works until ${formatTime(expiresAt)} UTC and is not shown again.`}
        value={token}
      />
      <CodeBlock
        title="Put in a key and a path, and run it"
        code={command}
        language="shell"
        isWrapped
        className="max-h-64"
      />
      <p className="text-ink-muted text-ui">
        The answer names its explanation in the header{' '}
        <code className="font-mono text-xs">tollgate-explained</code>. It is listed here a moment later.
      </p>
    </Stack>
  );
}
