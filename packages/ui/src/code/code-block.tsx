import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { CopyButton } from '../copy/copy-button.tsx';
import { type CodeLanguage, type CodeToken, tokenizeCode } from './code-tokens.tsx';

/** Props of `CodeBlock`. */
export type CodeBlockProps = {
  code: string;
  language?: CodeLanguage;
  /** Above the code: a file name, or "Request". */
  title?: ReactNode;
  /** What is copied when it differs from what is shown, as with a masked secret. */
  copyText?: string;
  /** Breaks long lines instead of scrolling. */
  isWrapped?: boolean;
  /** Such as `max-h-96`. */
  className?: string;
};

const colours: Record<CodeToken['kind'], string | undefined> = {
  plain: undefined,
  string: 'text-success-text',
  key: 'text-accent-text',
  number: 'text-warning-text',
  keyword: 'text-danger-text',
  comment: 'text-ink-faint',
};

/** Code with a copy button. Documents beyond 100,000 characters are shown without colours. */
export function CodeBlock({
  code,
  language = 'text',
  title,
  copyText,
  isWrapped,
  className,
}: CodeBlockProps) {
  const tokens =
    code.length > 100_000 ? [{ text: code, kind: 'plain' } as const] : tokenizeCode(code, language);
  return (
    <div className="group/code relative min-w-0 overflow-hidden rounded-lg border bg-sunken">
      {title ? (
        <div className="flex h-9 items-center border-b pr-12 pl-3 font-medium text-ink-muted text-xs touch:h-11">
          {title}
        </div>
      ) : null}
      <CopyButton
        text={copyText ?? code}
        label="Copy code"
        className="absolute top-0.5 right-1 bg-sunken touch:top-0"
      />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines have to scroll by keyboard
        tabIndex={0}
        className={cn(
          'overflow-auto py-2.5 pl-3 font-mono text-xs leading-5 -outline-offset-2',
          // Without a title the button stands beside the code: long lines scroll past it, not under it.
          title ? 'pr-3' : 'mr-10 pr-2 touch:mr-12',
          className,
        )}
      >
        <code className={isWrapped ? 'whitespace-pre-wrap break-words' : undefined}>
          {tokens.map((token, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
            <span key={index} className={colours[token.kind]}>
              {token.text}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
