'use client';

import { CopyField } from '@tollgate/ui/copy/copy-field';
import { useEffect } from 'react';
import type { FirstCallRequest } from '../../shell/try/first-call-request.ts';
import { rememberCredentials } from '../../shell/try/key-memory.ts';
import { FirstCall } from './first-call.tsx';

/** Props of `NewKey`. */
export type NewKeyProps = { token: string; firstCall: FirstCallRequest | undefined };

/** A key, shown once, and the request that proves it works. */
export function NewKey({ token, firstCall }: NewKeyProps) {
  useEffect(() => rememberCredentials({ key: token }), [token]);
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <CopyField
        label="Your API key"
        value={token}
        hint="Copy it now: it is stored as a hash and cannot be shown again."
      />
      {firstCall ? <FirstCall token={token} firstCall={firstCall} /> : null}
    </div>
  );
}
