/** One segment of a path template. */
export interface TemplateSegment {
  /** Literal parts around parameters: `{a}...{b}.json` is ["", "...", ".json"]. */
  readonly literals: readonly string[];
  /** Names of the parameters between them. */
  readonly parameters: readonly string[];
}

const PARAMETER = /\{([^{}]*)\}/g;

/** The segments of a template; none for the root. */
export function templateSegments(template: string): TemplateSegment[] {
  if (template === '/' || template === '') return [];
  return template
    .replace(/^\//, '')
    .split('/')
    .map((segment) => ({
      literals: segment.split(/\{[^{}]*\}/),
      parameters: Array.from(segment.matchAll(PARAMETER), (found) => found[1] as string),
    }));
}

/** Whether a segment of a path has these literals in turn, with at least one letter for every parameter between them. */
export function fitsSegment(segment: string, literals: readonly string[]): boolean {
  const last = literals.at(-1) as string;
  if (!segment.startsWith(literals[0] as string) || !segment.endsWith(last)) return false;
  let at = (literals[0] as string).length;
  for (let i = 1; i < literals.length - 1; i++) {
    const next = segment.indexOf(literals[i] as string, at + 1);
    if (next === -1) return false;
    at = next + (literals[i] as string).length;
  }
  return segment.length - last.length > at;
}

/** The values of the parameters in a path that fits the template. */
export function parameterValues(template: readonly TemplateSegment[], rest: string): Map<string, string> {
  const values = new Map<string, string>();
  const segments = rest.slice(1).split('/');
  for (const [index, { literals, parameters }] of template.entries()) {
    const segment = segments[index] ?? '';
    let at = (literals[0] as string).length;
    for (const [number, name] of parameters.entries()) {
      const literal = literals[number + 1] as string;
      const isLast = number === parameters.length - 1;
      const end = isLast ? segment.length - literal.length : segment.indexOf(literal, at + 1);
      values.set(name, segment.slice(at, end));
      at = end + literal.length;
    }
  }
  return values;
}
