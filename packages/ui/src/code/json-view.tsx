import { CodeBlock, type CodeBlockProps } from './code-block.tsx';

/** Props of `JsonView`. */
export type JsonViewProps = Pick<CodeBlockProps, 'title' | 'className' | 'isWrapped'> & {
  /** A value, or JSON as text; text that is not JSON is shown as it is. */
  value: unknown;
};

/** A value as indented, coloured JSON. */
export function JsonView({ value, ...rest }: JsonViewProps) {
  const code = typeof value === 'string' ? prettyJson(value) : JSON.stringify(value, writeBigints, 2);
  return <CodeBlock {...rest} language="json" code={code ?? 'undefined'} />;
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function writeBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
