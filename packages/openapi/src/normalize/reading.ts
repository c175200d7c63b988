import { importProblem } from '../import-problem.ts';
import type { ImportLimits } from '../limits.ts';
import { SchemaNames } from '../schemas/schema-names.ts';
import { isObject, type JsonObject } from '../text/json-value.ts';
import { ProblemList } from './problem-list.ts';
import { resolveRef } from './resolve-ref.ts';

export type Located = { value: JsonObject; location: string };
type Remembered = { value: unknown; length: number };

/** What is known while one document is normalised: its root, the problems so far, what was resolved. */
export class Reading {
  readonly root: JsonObject;
  readonly limits: ImportLimits;
  readonly problems: ProblemList;
  readonly warnings: ProblemList;
  readonly schemaNames: SchemaNames;
  readonly #remembered = new Map<string, Map<object, Remembered>>();
  #resultLength = 0;

  constructor(root: JsonObject, limits: ImportLimits) {
    this.root = root;
    this.limits = limits;
    this.problems = new ProblemList(limits.maxErrors);
    this.warnings = new ProblemList(limits.maxErrors);
    this.schemaNames = new SchemaNames(root);
  }

  /** Counts characters of the result, so that references cannot multiply a small document into a huge one. */
  spend(length: number): void {
    this.#resultLength += length;
    if (this.#resultLength <= this.limits.maxResultLength) return;
    throw importProblem(
      'document',
      `With its references written out the document is longer than ${this.limits.maxResultLength.toLocaleString('en')} characters.`,
      'Make examples smaller, or refer to fewer of them.',
    );
  }

  /** The object behind a value and its `$ref`s; undefined, with the problem noted, when there is none. */
  object(value: unknown, location: string, what: string): Located | undefined {
    const found = resolveRef(this.root, value, location, this.problems);
    if (!found) return undefined;
    if (isObject(found.value)) return { value: found.value, location: found.location };
    this.problems.add(
      found.location,
      `${what} must be an object.`,
      'Write it as an object with named fields.',
    );
    return undefined;
  }

  /** Reads a part once, however often it is referred to; its length is counted for each use. */
  once<T>(kind: string, source: object, read: () => T): T {
    const ofKind = this.#remembered.get(kind) ?? new Map<object, Remembered>();
    this.#remembered.set(kind, ofKind);
    const known = ofKind.get(source);
    if (known) {
      this.spend(known.length);
      return known.value as T;
    }
    const before = this.#resultLength;
    const value = read();
    ofKind.set(source, { value, length: this.#resultLength - before });
    return value;
  }
}
