import { ButtonLink } from '@tollgate/ui/forms/button';
import { Card } from '@tollgate/ui/layout/card';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { FirstStep } from './first-steps.ts';

/** The way from an empty tenant to its first customer; the next step has the button. */
export function FirstStepsCard({ steps }: { steps: FirstStep[] }) {
  const next = steps.findIndex((step) => !step.isDone);
  const done = steps.filter((step) => step.isDone).length;
  return (
    <Card title="First steps" description={`${done} of ${steps.length} done`} isFlush>
      <ol className="divide-y divide-line">
        {steps.map((step, index) => (
          <li key={step.title} className="flex flex-wrap items-center gap-3 px-4 py-3 sm:px-5">
            {step.isDone ? (
              <CircleCheck role="img" aria-label="Done" className="size-5 shrink-0 text-success" />
            ) : (
              <CircleDashed role="img" aria-label="To do" className="size-5 shrink-0 text-ink-faint" />
            )}
            <div className="min-w-0 flex-1 basis-48">
              <p className={step.isDone ? 'text-ink-muted' : 'font-medium'}>{step.title}</p>
              <p className="text-ink-muted text-ui">{step.detail}</p>
            </div>
            {step.isDone ? null : (
              <ButtonLink href={step.href} variant={index === next ? 'primary' : 'secondary'} size="sm">
                {step.action}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
