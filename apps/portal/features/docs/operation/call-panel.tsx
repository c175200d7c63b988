'use client';

import type { CatalogMethod } from '@tollgate/contract/catalog';
import type { CodeSample } from '@tollgate/openapi/imported-api';
import { cn } from '@tollgate/ui/cn';
import { useState } from 'react';
import { METHOD_LABELS } from '../authentication/method-words.ts';
import { TryIt } from '../try-it/try-it.tsx';
import type { Tried } from '../try-it/use-try-it.ts';
import { SampleTabs } from './sample-tabs.tsx';

/** A way to call an operation: what says who calls, and requests that carry it. */
export interface Way {
  method: CatalogMethod;
  samples: CodeSample[];
}

// The way a reader chose stays chosen while they move about.
let lastKind: string | undefined;

/** Samples of an operation and a way to try it, for the method of authentication that the reader chooses. */
export function CallPanel({ ways, tried }: { ways: Way[]; tried: Tried }) {
  const [kind, setKind] = useState(lastKind);
  const way = ways.find(({ method }) => method.kind === kind) ?? ways[0];
  if (!way) return null;
  return (
    <>
      {ways.length > 1 ? (
        <fieldset className="flex flex-wrap gap-1">
          <legend className="mb-1 text-ink-muted text-xs">Authenticate with</legend>
          {ways.map(({ method }) => (
            <button
              key={method.kind}
              type="button"
              aria-pressed={method === way.method}
              onClick={() => {
                lastKind = method.kind;
                setKind(method.kind);
              }}
              className={cn(
                'h-7 rounded-md border px-2.5 text-ink-muted text-xs hover:bg-hover hover:text-ink touch:h-11',
                method === way.method && 'border-line-strong bg-sunken font-medium text-ink',
              )}
            >
              {METHOD_LABELS[method.kind]}
            </button>
          ))}
        </fieldset>
      ) : null}
      <SampleTabs samples={way.samples} />
      <TryIt {...tried} authentication={way.method} />
    </>
  );
}
