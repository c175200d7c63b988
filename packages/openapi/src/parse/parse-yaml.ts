import {
  Alias,
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { importProblem } from '../import-problem.ts';
import type { ImportLimits } from '../limits.ts';
import { quoted } from '../text/quoted.ts';
import { tooDeep, tooManyNodes } from './scan-json.ts';
import { scanYaml } from './scan-yaml.ts';

type YamlLimits = Pick<ImportLimits, 'maxDepth' | 'maxNodes' | 'maxYamlTokens' | 'maxAliasCount'>;
type Anchored = { value: unknown; nodes: number; depth: number };
type Built = { value: unknown; depth: number };

/** The plain value of YAML 1.2 text. Aliases share their value; bombs, cycles and duplicate keys are refused. */
export function parseYaml(text: string, limits: YamlLimits): unknown {
  scanYaml(text, limits);
  const lines = new LineCounter();
  const document = readDocument(text, lines, limits);
  const error = document.errors[0];
  if (error) throw syntaxProblem(error, lines, limits.maxDepth);
  return new YamlBuilder(lines, limits).build(document.contents, 0).value;
}

function readDocument(text: string, lines: LineCounter, limits: YamlLimits): Document {
  try {
    return parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      // Checked here in linear time: the parser's own check compares each key with every other.
      uniqueKeys: false,
      logLevel: 'error',
    }) as Document;
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(1, limits.maxDepth);
    throw importProblem(
      'document',
      `The YAML cannot be read: ${error instanceof Error ? error.message : 'unknown error'}.`,
      'Check the document with a YAML linter.',
    );
  }
}

class YamlBuilder {
  #nodes = 0;
  #aliases = 0;
  readonly #anchors = new Map<string, Anchored | 'open'>();
  readonly #lines: LineCounter;
  readonly #limits: YamlLimits;

  constructor(lines: LineCounter, limits: YamlLimits) {
    this.#lines = lines;
    this.#limits = limits;
  }

  build(node: unknown, depth: number): Built {
    this.#count(1);
    if (depth > this.#limits.maxDepth) throw tooDeep(this.#lineOf(node), this.#limits.maxDepth);
    if (node instanceof Alias) return this.#useAlias(node, depth);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (!anchor) return this.#buildContent(node, depth);
    const before = this.#nodes;
    this.#anchors.set(anchor, 'open');
    const built = this.#buildContent(node, depth);
    this.#anchors.set(anchor, { ...built, nodes: this.#nodes - before });
    return built;
  }

  #buildContent(node: unknown, depth: number): Built {
    if (isMap(node)) return this.#buildMap(node, depth);
    if (!isSeq(node)) return { value: isScalar(node) ? plainScalar(node.value) : null, depth: 0 };
    let deepest = 0;
    const value = node.items.map((item) => {
      const built = this.build(item, depth + 1);
      deepest = Math.max(deepest, built.depth);
      return built.value;
    });
    return { value, depth: deepest + 1 };
  }

  #buildMap(map: YAMLMap, depth: number): Built {
    const entries = new Map<string, unknown>();
    const merged: unknown[] = [];
    let deepest = 0;
    for (const pair of map.items as Pair[]) {
      const key = this.#keyOf(pair);
      const built = this.build(pair.value, depth + 1);
      deepest = Math.max(deepest, built.depth);
      if (key === '<<' && isPlain(pair.key)) merged.push(...this.#mergeSources(pair, built.value));
      else if (entries.has(key)) throw this.#duplicate(pair, key);
      else entries.set(key, built.value);
    }
    for (const source of merged) {
      for (const [key, value] of Object.entries(source as object)) {
        this.#count(1);
        if (!entries.has(key)) entries.set(key, value);
      }
    }
    return { value: Object.fromEntries(entries), depth: deepest + 1 };
  }

  #mergeSources(pair: Pair, value: unknown): unknown[] {
    const sources = Array.isArray(value) ? value : [value];
    if (sources.every((source) => typeof source === 'object' && source !== null && !Array.isArray(source))) {
      return sources;
    }
    throw importProblem(
      `line ${this.#lineOf(pair.key)}`,
      'A merge key (<<) needs an object, an alias of one, or a list of them.',
      'Point it at an anchored object, or write the fields out.',
    );
  }

  #keyOf(pair: Pair): string {
    if (isScalar(pair.key)) return pair.key.value === null ? 'null' : String(pair.key.value);
    throw importProblem(
      `line ${this.#lineOf(pair.key)}`,
      'A key is not a plain text or number.',
      'Write the key as text; lists, objects and aliases cannot be keys.',
    );
  }

  #useAlias(alias: Alias, depth: number): Built {
    const anchored = this.#anchors.get(alias.source);
    const where = `line ${this.#lineOf(alias)}`;
    if (!anchored) {
      const message = `The alias *${alias.source} has no anchor before it.`;
      throw importProblem(where, message, 'Define the anchor above its first use.');
    }
    if (anchored === 'open') {
      const message = `The alias *${alias.source} contains itself.`;
      throw importProblem(where, message, 'Use $ref to a schema for recursion.');
    }
    if (++this.#aliases > this.#limits.maxAliasCount) {
      const message = `More than ${this.#limits.maxAliasCount.toLocaleString('en')} YAML aliases are used.`;
      throw importProblem(where, message, 'Use $ref to components instead of aliases.');
    }
    this.#count(anchored.nodes);
    if (depth + anchored.depth > this.#limits.maxDepth) {
      throw tooDeep(this.#lineOf(alias), this.#limits.maxDepth);
    }
    return { value: anchored.value, depth: anchored.depth };
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > this.#limits.maxNodes) throw tooManyNodes(this.#limits.maxNodes);
  }

  #duplicate(pair: Pair, key: string) {
    return importProblem(
      `line ${this.#lineOf(pair.key)}`,
      `The key ${quoted(key)} appears twice in the same object.`,
      'Remove or rename one of the two.',
    );
  }

  #lineOf(node: unknown): number {
    const range = (node as { range?: [number, number, number] | null } | null)?.range;
    return range ? Math.max(1, this.#lines.linePos(range[0]).line) : 1;
  }
}

function isPlain(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN';
}

function plainScalar(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value === undefined ? null : value;
}

function syntaxProblem(error: YAMLError, lines: LineCounter, maxDepth: number) {
  const at = lines.linePos(error.pos[0]);
  if (error.message.startsWith('Maximum call stack')) return tooDeep(Math.max(1, at.line), maxDepth);
  const where = at.line > 0 ? `line ${at.line}, column ${at.col}` : 'document';
  if (error.code === 'MULTIPLE_DOCS') {
    return importProblem(where, 'The file holds several YAML documents.', 'Import one document at a time.');
  }
  const message = error.message.split('\n')[0] ?? 'The YAML is not valid';
  return importProblem(where, `The YAML is not valid: ${message}.`, 'Correct the document at this line.');
}
