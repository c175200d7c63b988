'use client';

import type { CodeSample } from '@tollgate/openapi/imported-api';
import { cn } from '@tollgate/ui/cn';
import { CodeBlock } from '@tollgate/ui/code/code-block';
import type { CodeLanguage } from '@tollgate/ui/code/code-tokens';
import { useState } from 'react';

const LANGUAGES: Record<string, CodeLanguage> = {
  shell: 'shell',
  bash: 'shell',
  curl: 'shell',
  javascript: 'javascript',
  js: 'javascript',
  typescript: 'javascript',
  python: 'python',
  http: 'http',
  json: 'json',
};

// The language a reader chose stays chosen while they move about.
let lastChosen: string | undefined;

/** Requests to copy, one language at a time. */
export function SampleTabs({ samples }: { samples: CodeSample[] }) {
  const [chosen, setChosen] = useState(lastChosen);
  const found = samples.findIndex(({ label }) => label === chosen);
  const at = found === -1 ? 0 : found;
  const sample = samples[at];
  if (!sample) return null;
  return (
    <section aria-label="Code samples" className="flex min-w-0 flex-col gap-2">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Language of the sample</legend>
        {samples.map(({ label }, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: two samples of a document can carry one label
            key={`${label} ${index}`}
            type="button"
            aria-pressed={index === at}
            onClick={() => {
              lastChosen = label;
              setChosen(label);
            }}
            className={cn(
              'h-7 rounded-md px-2.5 text-ink-muted text-xs hover:bg-hover hover:text-ink touch:h-11',
              index === at && 'bg-sunken font-medium text-ink',
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <CodeBlock
        code={sample.source}
        language={LANGUAGES[sample.lang.toLowerCase()] ?? 'text'}
        className="max-h-80"
      />
    </section>
  );
}
