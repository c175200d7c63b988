import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Generated = {
  /** New files by path; none may exist yet. */
  files: Record<string, string>;
  /** Existing files by path, each with what makes its new text from the old. */
  edits: Record<string, (text: string) => string>;
};

/** Writes what a generator made below root and returns the paths. Nothing is written when a file is in the way. */
export function writeGenerated(root: string, { files, edits }: Generated): string[] {
  const inTheWay = Object.keys(files).filter((path) => existsSync(join(root, path)));
  if (inTheWay.length > 0) throw new Error(`${inTheWay.join(', ')} exists already; nothing was written.`);
  const edited = Object.entries(edits).map(([path, edit]) => {
    const old = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
    return [path, edit(old)] as const;
  });
  for (const [path, text] of [...Object.entries(files), ...edited]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...Object.keys(files), ...Object.keys(edits)];
}

/** Adds a line before the first line that matches; throws when none does. */
export function insertBefore(text: string, pattern: RegExp, line: string): string {
  const lines = text.split('\n');
  const index = lines.findIndex((candidate) => pattern.test(candidate));
  if (index === -1) throw new Error(`No line matches ${pattern}: add "${line}" by hand.`);
  return [...lines.slice(0, index), line, ...lines.slice(index)].join('\n');
}
