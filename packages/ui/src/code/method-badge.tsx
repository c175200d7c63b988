import { cn } from '../cn.tsx';

const colours: Record<string, string> = {
  GET: 'text-accent-text',
  HEAD: 'text-ink-muted',
  OPTIONS: 'text-ink-muted',
  POST: 'text-success-text',
  PUT: 'text-warning-text',
  PATCH: 'text-warning-text',
  DELETE: 'text-danger-text',
};

/** An HTTP method, coloured by what it does, of one width so that paths line up. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  const name = method.toUpperCase();
  return (
    <span
      className={cn(
        'inline-block w-13 shrink-0 font-mono font-semibold text-2xs',
        colours[name] ?? 'text-ink-muted',
        className,
      )}
    >
      {name}
    </span>
  );
}
