import { type TemplatePart, templateParts } from '@tollgate/domain/routing/path-template';
import type { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { canonicalTarget } from '../http/canonical-path.ts';
import { parameterValues, type TemplateSegment, templateSegments } from './template-segments.ts';

/** Which path the upstream is asked for. */
export interface PathRewrite {
  /** From the canonical path below the base path; null when what comes of it is not canonical. */
  apply(rest: string): string | null;
}

/** Fills a target template with the parameters of the path that came, letter for letter. */
class TemplateRewrite implements PathRewrite {
  readonly #source: readonly TemplateSegment[];
  readonly #target: readonly TemplatePart[];
  /** Whether parts of segments are put together, which could make another path than any part shows. */
  readonly #isMixed: boolean;

  constructor(template: string, target: string) {
    this.#source = templateSegments(template);
    this.#target = templateParts(target);
    this.#isMixed =
      this.#source.some(({ literals, parameters }) => parameters.length > 1 || literals.join('') !== '') ||
      target.split('/').some((segment) => !/^(?:[^{}]*|\{[^{}]+\})$/.test(segment));
  }

  apply(rest: string): string | null {
    const values = parameterValues(this.#source, rest);
    let path = '';
    for (const part of this.#target) path += 'text' in part ? part.text : values.get(part.parameter);
    return this.#isMixed && !isCanonical(path) ? null : path;
  }
}

/** Takes a prefix off, and puts the base path before it. */
class PrefixRewrite implements PathRewrite {
  readonly #before: string;
  readonly #prefix: string;

  constructor(before: string, prefix: string) {
    this.#before = before;
    this.#prefix = prefix;
  }

  apply(rest: string): string {
    const length = this.#prefix.length;
    const isBelow = rest.startsWith(this.#prefix) && (rest.length === length || rest[length] === '/');
    return this.#before + (isBelow ? rest.slice(length) : rest);
  }
}

/** The rewriting of one operation. Throws when its target cannot be filled from its template. */
export function compileRewrite(template: string, target: string): PathRewrite {
  const known = new Set(templateSegments(template).flatMap(({ parameters }) => parameters));
  for (const part of templateParts(target)) {
    if ('parameter' in part && !known.has(part.parameter)) {
      throw new Error(`the rewriting ${target} has {${part.parameter}}, which ${template} does not`);
    }
  }
  if (!isCanonical(target.replace(/\{[^{}]+\}/g, 'x'))) throw new Error(`the rewriting ${target} is no path`);
  return new TemplateRewrite(template, target);
}

/** The rewriting of a version; null where the path after the base path is forwarded. */
export function compileVersionRewrite(
  routing: VersionRouting | undefined,
  basePath: string,
): PathRewrite | null {
  if (!routing) return null;
  const { keepsBasePath, stripPrefix } = routing;
  if (!keepsBasePath && stripPrefix === null) return null;
  return new PrefixRewrite(keepsBasePath ? basePath : '', stripPrefix ?? '');
}

function isCanonical(path: string): boolean {
  const target = canonicalTarget(path);
  return 'path' in target && target.path === path && target.query === '';
}
