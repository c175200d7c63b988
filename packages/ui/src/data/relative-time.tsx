'use client';

import { useEffect, useState } from 'react';
import { formatDateTime, formatRelative, type Instant } from './format.tsx';

/** Props of `RelativeTime`. */
export type RelativeTimeProps = { at: Instant; className?: string };

/** `3 minutes ago`, kept current. The server prints the time in UTC; the browser replaces it. */
export function RelativeTime({ at, className = '' }: RelativeTimeProps) {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const absolute = formatDateTime(at, true);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={absolute}
      className={`whitespace-nowrap tabular-nums ${className}`}
    >
      {now === undefined ? formatDateTime(at) : formatRelative(at, now)}
    </time>
  );
}
