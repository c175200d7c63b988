/** A parameter by its name, or fixed text. */
export type TemplatePart = { readonly parameter: string } | { readonly text: string };

const PART = /\{([^{}]*)\}|[^{}]+/g;

/** A path template in parts, in their order. */
export function templateParts(template: string): TemplatePart[] {
  return Array.from(template.matchAll(PART), (found) =>
    found[1] === undefined ? { text: found[0] } : { parameter: found[1] },
  );
}

/** Names of the parameters of a template. */
export function templateParameters(template: string): string[] {
  return templateParts(template).flatMap((part) => ('parameter' in part ? [part.parameter] : []));
}

// Letters that stand in a canonical path as they are.
const TEXT = /^[A-Za-z0-9\-._~!$&'()*+,=:@/]*$/;
const BAD_SEGMENT = /\/(?:\.{0,2}\/|\.{1,2}$)/;

/** What is wrong with a path that requests are to be sent to, with the parameters at hand; null when nothing is. */
export function findRewriteProblem(target: string, parameters: readonly string[]): string | null {
  if (!target.startsWith('/')) return 'must be a path that starts with /, such as /items/{id}';
  if (target.length > 500) return 'must be at most 500 characters';
  const outside = target.replace(/\{[^{}]+\}/g, '');
  if (/[{}]/.test(outside)) return 'must have each parameter as {name}';
  if (!TEXT.test(outside)) return 'must hold only letters that need no escape in a path';
  if (BAD_SEGMENT.test(target.replace(/\{[^{}]+\}/g, 'x')))
    return 'must not have an empty, "." or ".." segment';
  const unknown = templateParameters(target).find((name) => !parameters.includes(name));
  if (unknown === undefined) return null;
  const known = parameters.map((name) => `{${name}}`).join(', ');
  return `has {${unknown}}, which the operation’s path does not: ${known === '' ? 'it has no parameter' : `it has ${known}`}`;
}
