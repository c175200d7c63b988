/** One operation: id, method, path, summary, numbers of its tags, and 1 when it is deprecated. */
export type IndexLine = [
  id: string,
  method: string,
  path: string,
  summary: string,
  tags: number[],
  deprecated: 0 | 1,
];

/** What navigation and search need of an API version, as small as it gets: 1,000 operations are about 100 kB. */
export interface DocsIndex {
  tags: string[];
  operations: IndexLine[];
}

/** A line of the navigation: a tag that opens, or an operation. */
export type NavRow =
  | { kind: 'tag'; tag: number; label: string; count: number; isOpen: boolean }
  | { kind: 'operation'; key: string; line: IndexLine };

/** Rows of the navigation with some tags open. An operation stands below its first tag only. */
export function navRows(index: DocsIndex, open: ReadonlySet<number>): NavRow[] {
  const byTag = new Map<number, IndexLine[]>();
  for (const line of index.operations) {
    const tag = line[4][0] ?? -1;
    const list = byTag.get(tag);
    if (list) list.push(line);
    else byTag.set(tag, [line]);
  }
  const order = [...index.tags.keys(), -1].filter((tag) => byTag.has(tag));
  return order.flatMap((tag) => {
    const lines = byTag.get(tag) ?? [];
    const label = index.tags[tag] ?? 'Other';
    const isOpen = open.has(tag) || order.length === 1;
    const head: NavRow = { kind: 'tag', tag, label, count: lines.length, isOpen };
    return isOpen ? [head, ...lines.map(rowOf)] : [head];
  });
}

/** Operations that hold every word of a text in id, method, path or summary; those that say it as typed come first. */
export function searchRows(index: DocsIndex, text: string): NavRow[] {
  const typed = text.toLowerCase().trim();
  const words = typed.split(/\s+/).filter(Boolean);
  const found = index.operations.filter(([id, method, path, summary]) => {
    const all = `${id} ${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return found.sort((a, b) => rank(a, typed) - rank(b, typed)).map(rowOf);
}

function rank([id, , path, summary]: IndexLine, typed: string): number {
  const said = summary.toLowerCase();
  if (said.startsWith(typed) || id.toLowerCase() === typed || path === typed) return 0;
  return said.includes(typed) ? 1 : 2;
}

function rowOf(line: IndexLine): NavRow {
  return { kind: 'operation', key: line[0], line };
}
