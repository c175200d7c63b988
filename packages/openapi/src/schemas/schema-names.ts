import type { ProblemList } from '../normalize/problem-list.ts';
import { followRef, pointerPath } from '../normalize/resolve-ref.ts';
import { isObject, type JsonObject, ownValue } from '../text/json-value.ts';

export type HoistedSchema = { name: string; value: unknown; location: string };

/** Gives every schema that is referred to a name; those outside components/schemas get one made up. */
export class SchemaNames {
  readonly #root: JsonObject;
  readonly #declared: JsonObject;
  readonly #madeUp = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #waiting: HoistedSchema[] = [];

  constructor(root: JsonObject) {
    this.#root = root;
    const components = ownValue(root, 'components');
    const schemas = isObject(components) ? ownValue(components, 'schemas') : undefined;
    this.#declared = isObject(schemas) ? schemas : {};
  }

  /** The name of the schema that a reference leads to; undefined, with the problem noted, when it leads nowhere. */
  nameOf(ref: string, at: string, problems: ProblemList): string | undefined {
    const path = pointerPath(ref);
    const declared = path?.length === 3 && path[0] === 'components' && path[1] === 'schemas' && path[2];
    if (declared && ownValue(this.#declared, declared) !== undefined) return declared;
    const target = followRef(this.#root, ref, at, problems);
    if (!target) return undefined;
    const known = this.#madeUp.get(target.location);
    if (known) return known;
    const name = this.#makeUp(path ?? []);
    this.#madeUp.set(target.location, name);
    this.#waiting.push({ name, ...target });
    return name;
  }

  /** A schema that got a made-up name and was not asked for yet. */
  nextHoisted(): HoistedSchema | undefined {
    return this.#waiting.shift();
  }

  #makeUp(path: string[]): string {
    const telling = path.filter((key) => !['components', 'schemas', 'properties', 'paths'].includes(key));
    const stem =
      telling
        .join('_')
        .replace(/[^A-Za-z0-9._-]+/g, '_')
        .slice(-100) || 'schema';
    let name = stem;
    for (let number = 2; this.#taken.has(name) || Object.hasOwn(this.#declared, name); number++) {
      name = `${stem}_${number}`;
    }
    this.#taken.add(name);
    return name;
  }
}
