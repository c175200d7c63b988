'use client';

import { Alert } from '../feedback/alert.tsx';
import { useFormState } from './form-context.tsx';
import { problemText } from './form-problem.tsx';

/** Props of `FormErrorSummary`. */
export type FormErrorSummaryProps = {
  /** Heading; counts the problems when absent. */
  title?: string;
  /** Names of fields by which a problem is listed, such as `{ email: 'E-mail' }`. */
  labels?: Record<string, string>;
  className?: string;
};

/** What is wrong with the form around it, on top; empty while nothing is. */
export function FormErrorSummary({ title, labels = {}, className }: FormErrorSummaryProps) {
  const form = useFormState();
  if (form.ok !== false) return null;
  const problems = [...form.problems];
  const heading = title ?? form.message ?? countProblems(problems.length);
  return (
    <div data-form-summary tabIndex={-1} className={className}>
      <Alert tone="danger" title={heading}>
        {problems.length > 0 ? (
          <ul className="list-disc pl-4">
            {problems.map(([name, problem]) => (
              <li key={name}>
                {labels[name] ? <span className="font-medium text-ink">{labels[name]}: </span> : null}
                {problemText(problem)}
              </li>
            ))}
          </ul>
        ) : null}
      </Alert>
    </div>
  );
}

function countProblems(count: number): string {
  if (count === 0) return 'This did not work. Nothing was changed.';
  return count === 1 ? 'One thing needs fixing.' : `${count} things need fixing.`;
}
