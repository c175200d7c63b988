'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button.tsx';

/** Props of `SubmitButton`: a button's, without `type`. */
export type SubmitButtonProps = Omit<ButtonProps, 'type'>;

/** Sends the form around it and shows that it is being sent. Primary unless told otherwise. */
export function SubmitButton({ variant = 'primary', isPending, ...props }: SubmitButtonProps) {
  const status = useFormStatus();
  return <Button {...props} type="submit" variant={variant} isPending={isPending ?? status.pending} />;
}
