import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { Spinner } from './spinner.tsx';

/** One step of something that takes a while. */
export type ProgressStep = {
  key: string;
  label: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** Such as "412 of 1,054 operations" or why it failed. */
  detail?: ReactNode;
};

/** Props of `ProgressSteps`. */
export type ProgressStepsProps = { label: string; steps: ProgressStep[] };

/** The steps of something that takes a while; the running one is announced. */
export function ProgressSteps({ label, steps }: ProgressStepsProps) {
  const current =
    steps.find((step) => step.state === 'failed') ?? steps.find((step) => step.state === 'running');
  return (
    <div>
      <ol aria-label={label} className="flex flex-col gap-2.5">
        {steps.map((step) => (
          <li key={step.key} className="flex items-start gap-2.5">
            <StepIcon state={step.state} />
            <span className={cn('min-w-0 flex-1', step.state === 'waiting' && 'text-ink-faint')}>
              {step.label}
              {step.detail ? (
                <span
                  className={cn(
                    'block text-ui',
                    step.state === 'failed' ? 'text-danger-text' : 'text-ink-muted',
                  )}
                >
                  {step.detail}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {current ? `${current.label}${current.state === 'failed' ? ': failed' : ''}` : ''}
      </p>
    </div>
  );
}

function StepIcon({ state }: Pick<ProgressStep, 'state'>) {
  const className = 'mt-0.5 size-4 shrink-0';
  if (state === 'running') return <Spinner label="Running" className={cn(className, 'text-accent')} />;
  if (state === 'done') return <CircleCheck aria-label="Done" className={cn(className, 'text-success')} />;
  if (state === 'failed') return <CircleAlert aria-label="Failed" className={cn(className, 'text-danger')} />;
  return <CircleDashed aria-label="Waiting" className={cn(className, 'text-ink-faint')} />;
}
