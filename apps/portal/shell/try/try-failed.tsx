'use client';

import { Alert } from '@tollgate/ui/feedback/alert';
import { useEffect, useState } from 'react';
import type { TryFailure } from './try-message.ts';

/** Why nothing came back, and for who sent too much a countdown until they can go on. */
export function TryFailed({ failure, className }: { failure: TryFailure; className?: string }) {
  const { retryAtMs } = failure;
  const seconds = useSecondsUntil(retryAtMs ?? 0);
  if (retryAtMs === undefined) return <Alert tone="danger" title={failure.failure} className={className} />;
  if (seconds === 0) return <Alert tone="success" title="You can send again." className={className} />;
  return (
    <Alert tone="warning" title={failure.failure} className={className}>
      The portal sends a limited number for each reader. Go on in{' '}
      {/* A screen reader that heard each second would hear nothing else. */}
      <span aria-live="off" className="tabular-nums">
        {seconds} {seconds === 1 ? 'second' : 'seconds'}
      </span>
      , or send it with curl: there only the limits of your plan hold.
    </Alert>
  );
}

function useSecondsUntil(atMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
