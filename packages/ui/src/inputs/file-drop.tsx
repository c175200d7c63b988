'use client';

import { FileUp } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { cn } from '../cn.tsx';
import { formatBytes } from '../data/format.tsx';
import { FieldError } from '../forms/field.tsx';
import { useFormState } from '../forms/form-context.tsx';
import { problemText } from '../forms/form-problem.tsx';

/** Props of `FileDrop`. */
export type FileDropProps = {
  /** Name the file is sent under. */
  name: string;
  label: ReactNode;
  /** Such as "JSON or YAML, up to 32 MB". */
  hint?: ReactNode;
  /** As of `<input accept>`: `.json,.yaml`. */
  accept?: string;
  /** Larger files are refused here; the server checks again. */
  maxSizeBytes?: number;
  error?: ReactNode;
  /** Text pasted on the zone becomes a file of this name; without it only files can be pasted. */
  pastedName?: string;
  onFile?: (file: File | undefined) => void;
};

/** A place to drop, paste or choose one file. It is a file input underneath: Tab and Enter work. */
export function FileDrop(props: FileDropProps) {
  const { name, label, hint, accept, pastedName } = props;
  const id = useId();
  const { input, file, refusal, take } = useTakenFile(props);
  const [isOver, setOver] = useState(false);
  const problem = useFormState().problems.get(name);
  const error = refusal ?? props.error ?? (problem ? problemText(problem) : undefined);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={`${id}-label`} className="font-medium text-ui">
        {label}
      </span>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        onPaste={(event) => {
          const pasted =
            event.clipboardData.files[0] ?? fileOfText(event.clipboardData.getData('text'), pastedName);
          if (pasted) take(pasted);
        }}
        className={cn(
          'relative flex min-h-32 flex-col items-center justify-center gap-1 rounded-lg border border-line-strong border-dashed bg-surface px-4 py-6 text-center hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
          isOver && 'border-accent bg-accent-soft',
          error && 'border-danger',
        )}
      >
        <FileUp aria-hidden="true" className="size-5 text-ink-faint" />
        <input
          ref={input}
          type="file"
          name={name}
          accept={accept}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-state${error ? ` ${id}-error` : ''}`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => take(event.target.files?.[0])}
          className="sr-only"
        />
        <span id={`${id}-state`} aria-live="polite" className="min-w-0 max-w-full">
          <span className="block truncate font-medium text-ink">
            {file ? `${file.name}, ${formatBytes(file.size)}` : 'Drop a file here, paste it, or choose one'}
          </span>
          <span className="block text-ink-muted text-ui">{file ? 'Choose again to replace it' : hint}</span>
        </span>
      </label>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

function useTakenFile({ accept, maxSizeBytes, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [refusal, setRefusal] = useState<string>();

  function take(next: File | undefined) {
    const reason = next ? refusalOf(next, accept, maxSizeBytes) : undefined;
    const taken = reason ? undefined : next;
    // The input holds what is sent with the form, wherever the file came from.
    if (input.current && input.current.files?.[0] !== taken) input.current.files = listOf(taken);
    setRefusal(reason);
    setFile(taken);
    onFile?.(taken);
  }

  return { input, file, refusal, take };
}

function listOf(file: File | undefined): FileList {
  const transfer = new DataTransfer();
  if (file) transfer.items.add(file);
  return transfer.files;
}

function fileOfText(text: string, name: string | undefined): File | undefined {
  return text && name ? new File([text], name, { type: 'text/plain' }) : undefined;
}

/** Why a file is not taken, or undefined when it is. */
export function refusalOf(file: File, accept?: string, maxSizeBytes?: number): string | undefined {
  const endings = (accept ?? '').split(',').filter((entry) => entry.startsWith('.'));
  const isKnown = endings.length === 0 || endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  if (!isKnown) return `${file.name} is not one of ${endings.join(', ')}.`;
  if (maxSizeBytes !== undefined && file.size > maxSizeBytes) {
    return `${file.name} has ${formatBytes(file.size)}; at most ${formatBytes(maxSizeBytes)} are taken.`;
  }
  return undefined;
}
