import { cn } from '../cn.tsx';
import { type Tone, toneShape } from '../tone.tsx';

/** The tone of an HTTP status: green 2xx, grey 1xx and 3xx, amber 4xx, red 5xx. */
export function httpStatusTone(status: number): Tone {
  if (status >= 500) return 'danger';
  if (status >= 400) return 'warning';
  return status >= 200 && status < 300 ? 'success' : 'neutral';
}

/** An HTTP status code with a dot in its class's colour. */
export function HttpStatus({ status, className }: { status: number; className?: string }) {
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 font-mono text-ink text-xs tabular-nums', className)}
    >
      <span
        aria-hidden="true"
        className={cn('size-2 rounded-full bg-current', toneShape[httpStatusTone(status)])}
      />
      {status}
    </span>
  );
}
