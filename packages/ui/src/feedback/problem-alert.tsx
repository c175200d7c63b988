import type { ReactNode } from 'react';
import { Alert } from './alert.tsx';

/** What problem+json tells a person. */
export type Problem = {
  title: string;
  detail?: string;
  /** What to do about it. */
  fix?: string;
  requestId?: string;
};

/** Props of `ProblemAlert`. */
export type ProblemAlertProps = { problem: Problem; action?: ReactNode; className?: string };

/** A failure with its way out, and the id support can find it by. */
export function ProblemAlert({ problem, action, className }: ProblemAlertProps) {
  const { title, detail, fix, requestId } = problem;
  return (
    <Alert tone="danger" title={title} action={action} className={className}>
      {detail ? <p className="break-words">{detail}</p> : null}
      {fix ? <p className="break-words text-ink">{fix}</p> : null}
      {requestId ? (
        <p className="mt-1 text-xs">
          Request <code className="select-all break-all font-mono">{requestId}</code>
        </p>
      ) : null}
    </Alert>
  );
}
