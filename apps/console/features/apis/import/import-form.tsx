'use client';

import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { FileDrop } from '@tollgate/ui/inputs/file-drop';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { ClipboardPaste, FileUp, Link2 } from 'lucide-react';
import { useState } from 'react';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { MAX_DOCUMENT_BYTES } from './max-document-bytes.ts';
import { sendDocument } from './send-document.ts';

const SOURCES = [
  { value: 'file', label: 'File', description: 'Drop or choose it', icon: <FileUp /> },
  { value: 'url', label: 'Address', description: 'Fetched once', icon: <Link2 /> },
  { value: 'text', label: 'Text', description: 'Paste it', icon: <ClipboardPaste /> },
];

/** Props of `ImportForm`. */
export type ImportFormProps = {
  apis: { id: string; name: string }[];
  /** The API that gets a version; empty for a new one. */
  apiId: string;
  disabledReason: string | undefined;
};

/** Where the document comes from, and what becomes of it. */
export function ImportForm({ apis, apiId, disabledReason }: ImportFormProps) {
  const [source, setSource] = useState('file');
  return (
    <SaveForm
      action={sendDocument}
      submitLabel="Import"
      disabledReason={disabledReason}
      initialValues={{ 'target.apiId': apiId }}
    >
      <RadioCards
        name="source"
        label="Where is the document?"
        columns={3}
        options={SOURCES}
        value={source}
        onChange={setSource}
      />
      {source === 'file' ? (
        <FileDrop
          name="document"
          label="OpenAPI document"
          hint="JSON or YAML, up to 25 MB"
          accept=".json,.yaml,.yml"
          maxSizeBytes={MAX_DOCUMENT_BYTES}
          pastedName="pasted document"
        />
      ) : null}
      {source === 'url' ? (
        <Field name="url" label="Address of the document" isRequired>
          <Input type="url" placeholder="https://api.example.com/openapi.json" />
        </Field>
      ) : null}
      {source === 'text' ? (
        <Field name="document" label="OpenAPI document" isRequired>
          <Textarea isCode rows={14} placeholder={'openapi: 3.1.0\ninfo:\n  title: …'} />
        </Field>
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="target.apiId" label="Becomes" className="sm:col-span-2">
          <Select
            options={[
              { value: '', label: 'A new API' },
              ...apis.map((api) => ({ value: api.id, label: `A version of ${api.name}` })),
            ]}
          />
        </Field>
        <Field
          name="target.upstreamUrl"
          label="Upstream URL"
          hint="Where requests are sent. From the document’s servers when empty."
          isOptional
        >
          <Input type="url" placeholder="https://internal.example.com/v1" />
        </Field>
        <Field
          name="target.basePath"
          label="Base path"
          hint="Where clients call it at the gateway. Made from name and version when empty."
          isOptional
        >
          <Input placeholder="/world/v1" />
        </Field>
      </div>
    </SaveForm>
  );
}
