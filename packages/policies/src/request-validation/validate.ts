import type { NamedSchemas } from '@tollgate/domain/operation-description';
import type { PlacedError } from '../policy.ts';
import { type SafePattern, safePattern } from './safe-pattern.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Schemas met while one value is checked; more than any honest description and body need. */
const MOST_STEPS = 200_000;
const MOST_DEPTH = 200;
export const MOST_ERRORS = 20;

/** What matching patterns may cost for one value, as `SafePattern.cost` counts it. */
const MOST_PATTERN_COST = 5e7;

/** What is known of schemas before any value comes. */
export interface Schemas {
  readonly named: NamedSchemas;
  readonly patterns: Map<string, SafePattern | null>;
}

/** Named schemas, ready to check values. */
export function prepareSchemas(named: NamedSchemas): Schemas {
  return { named, patterns: new Map() };
}

/** A schema of a description with its references followed; undefined when it is none. */
export function resolveSchema(schemas: Schemas, schema: unknown): Schema | undefined {
  let at = schema;
  for (let hops = 0; hops < 20 && isObject(at); hops++) {
    if (typeof at.$ref !== 'string') return at;
    at = lookUp(schemas, at.$ref);
  }
  return undefined;
}

/** What of a JSON value does not fit a schema, the first of it; empty when all does. */
export function validate(schemas: Schemas, schema: unknown, value: unknown, location: string): PlacedError[] {
  const check = new Check(schemas);
  check.run(schema, value, location, 0);
  return check.errors;
}

class Check {
  errors: PlacedError[] = [];
  readonly #schemas: Schemas;
  #steps = 0;
  #patternCost = 0;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  run(schema: unknown, value: unknown, at: string, depth: number): void {
    if (schema === true || schema === undefined || schema === null) return;
    if (schema === false) {
      this.#add(at, 'must not be there');
      return;
    }
    if (!isObject(schema) || this.errors.length >= MOST_ERRORS) return;
    if (++this.#steps > MOST_STEPS || depth > MOST_DEPTH) {
      this.#addTooMuch(at);
      return;
    }
    if (typeof schema.$ref === 'string') this.run(lookUp(this.#schemas, schema.$ref), value, at, depth + 1);
    this.#checkAny(schema, value, at);
    this.#checkCombined(schema, value, at, depth);
    if (typeof value === 'string') this.#checkText(schema, value, at);
    else if (typeof value === 'number') this.#checkNumber(schema, value, at);
    else if (Array.isArray(value)) this.#checkList(schema, value, at, depth);
    else if (isObject(value)) this.#checkObject(schema, value, at, depth);
  }

  #add(location: string, message: string): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push({ location, message });
  }

  #addTooMuch(location: string): void {
    if (!this.errors.some(({ message }) => message === TOO_MUCH)) this.#add(location, TOO_MUCH);
  }

  #fits(schema: unknown, value: unknown, depth: number): boolean {
    const { errors } = this;
    this.errors = [];
    this.run(schema, value, '', depth + 1);
    const isFit = this.errors.length === 0;
    // Beyond its steps nothing fits, and the whole is refused.
    const isOver = this.errors.some(({ message }) => message === TOO_MUCH);
    this.errors = errors;
    if (isOver) this.#addTooMuch('');
    return isFit;
  }

  #checkAny(schema: Schema, value: unknown, at: string): void {
    const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
    if (Array.isArray(types) && !types.some((type) => isOfType(type, value))) {
      this.#add(at, `must be ${types.join(' or ')}`);
    }
    if (Array.isArray(schema.enum) && !schema.enum.some((one) => isEqual(one, value))) {
      this.#add(
        at,
        `must be one of ${schema.enum
          .map((one) => JSON.stringify(one))
          .join(', ')
          .slice(0, 200)}`,
      );
    }
    if (Object.hasOwn(schema, 'const') && !isEqual(schema.const, value)) {
      this.#add(at, `must be ${JSON.stringify(schema.const).slice(0, 200)}`);
    }
  }

  #checkCombined(schema: Schema, value: unknown, at: string, depth: number): void {
    const { allOf, anyOf, oneOf } = schema;
    if (Array.isArray(allOf)) for (const one of allOf) this.run(one, value, at, depth + 1);
    if (Array.isArray(anyOf) && !anyOf.some((one) => this.#fits(one, value, depth))) {
      this.#add(at, 'fits none of the alternatives');
    }
    if (Array.isArray(oneOf)) {
      const count = oneOf.filter((one) => this.#fits(one, value, depth)).length;
      if (count !== 1) this.#add(at, `must fit exactly one of the alternatives, and fits ${count}`);
    }
    if (schema.not !== undefined && this.#fits(schema.not, value, depth))
      this.#add(at, 'is what it must not be');
    if (schema.if !== undefined) {
      this.run(this.#fits(schema.if, value, depth) ? schema.then : schema.else, value, at, depth + 1);
    }
  }

  #checkText(schema: Schema, value: string, at: string): void {
    const { minLength, maxLength, pattern, format } = schema;
    if (typeof minLength === 'number' || typeof maxLength === 'number') {
      const length = [...value].length;
      if (typeof minLength === 'number' && length < minLength)
        this.#add(at, `must have at least ${minLength} letters`);
      if (typeof maxLength === 'number' && length > maxLength)
        this.#add(at, `must have at most ${maxLength} letters`);
    }
    if (typeof pattern === 'string' && !this.#matches(this.#pattern(pattern), value)) {
      this.#add(at, `must match ${pattern.slice(0, 200)}`);
    }
    const known = typeof format === 'string' ? FORMATS.get(format) : undefined;
    if (known && !known(value)) this.#add(at, `must be a ${format}`);
  }

  #checkNumber(schema: Schema, value: number, at: string): void {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
    if (typeof minimum === 'number' && value < minimum) this.#add(at, `must be at least ${minimum}`);
    if (typeof maximum === 'number' && value > maximum) this.#add(at, `must be at most ${maximum}`);
    if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
      this.#add(at, `must be more than ${exclusiveMinimum}`);
    }
    if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
      this.#add(at, `must be less than ${exclusiveMaximum}`);
    }
    if (typeof multipleOf === 'number' && multipleOf > 0) {
      const times = value / multipleOf;
      // 0.3 is a multiple of 0.1, whatever a double says.
      if (Math.abs(times - Math.round(times)) > 1e-9 * Math.max(1, Math.abs(times))) {
        this.#add(at, `must be a multiple of ${multipleOf}`);
      }
    }
    if (schema.format === 'int32' && (value < -(2 ** 31) || value >= 2 ** 31))
      this.#add(at, 'must be an int32');
  }

  #checkList(schema: Schema, value: readonly unknown[], at: string, depth: number): void {
    const { minItems, maxItems, uniqueItems, contains } = schema;
    if (typeof minItems === 'number' && value.length < minItems)
      this.#add(at, `must have at least ${minItems} items`);
    if (typeof maxItems === 'number' && value.length > maxItems)
      this.#add(at, `must have at most ${maxItems} items`);
    if (uniqueItems === true && new Set(value.map((item) => canonical(item))).size < value.length) {
      this.#add(at, 'must not hold the same item twice');
    }
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
    for (const [i, item] of value.entries()) {
      this.run(i < first.length ? first[i] : schema.items, item, `${at}/${i}`, depth + 1);
      if (this.errors.length >= MOST_ERRORS) return;
    }
    if (contains !== undefined) {
      const count = value.filter((item) => this.#fits(contains, item, depth)).length;
      const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema as Record<string, number>;
      if (count < minContains || count > maxContains)
        this.#add(at, 'holds too few or too many items of a kind');
    }
  }

  #checkObject(schema: Schema, value: Schema, at: string, depth: number): void {
    const names = Object.keys(value);
    const { minProperties, maxProperties, required, propertyNames } = schema;
    if (typeof minProperties === 'number' && names.length < minProperties) {
      this.#add(at, `must have at least ${minProperties} members`);
    }
    if (typeof maxProperties === 'number' && names.length > maxProperties) {
      this.#add(at, `must have at most ${maxProperties} members`);
    }
    for (const name of Array.isArray(required) ? required : []) {
      if (!Object.hasOwn(value, name)) this.#add(`${at}/${name}`, 'is required');
    }
    const properties = isObject(schema.properties) ? schema.properties : {};
    const byPattern = Object.entries(isObject(schema.patternProperties) ? schema.patternProperties : {});
    for (const name of names) {
      const place = `${at}/${name}`;
      let isKnown = Object.hasOwn(properties, name);
      if (isKnown) this.run(properties[name], value[name], place, depth + 1);
      for (const [pattern, one] of byPattern) {
        const safe = this.#pattern(pattern);
        if (safe && !this.#matches(safe, name)) continue;
        isKnown = true;
        if (safe) this.run(one, value[name], place, depth + 1);
      }
      if (!isKnown) this.run(schema.additionalProperties, value[name], place, depth + 1);
      if (propertyNames !== undefined) this.run(propertyNames, name, place, depth + 1);
      if (this.errors.length >= MOST_ERRORS) return;
    }
    for (const [name, one] of Object.entries(
      isObject(schema.dependentSchemas) ? schema.dependentSchemas : {},
    )) {
      if (Object.hasOwn(value, name)) this.run(one, value, at, depth + 1);
    }
  }

  // What is not known to be quick, or is too long to be looked at, is let pass.
  #matches(pattern: SafePattern | null, text: string): boolean {
    if (pattern === null) return true;
    const cost = pattern.cost(text.length);
    if (cost > MOST_PATTERN_COST / 50) return true;
    this.#patternCost += cost;
    if (this.#patternCost <= MOST_PATTERN_COST) return pattern.test(text);
    this.#addTooMuch('');
    return true;
  }

  #pattern(source: string): SafePattern | null {
    let pattern = this.#schemas.patterns.get(source);
    if (pattern === undefined) {
      pattern = safePattern(source);
      this.#schemas.patterns.set(source, pattern);
    }
    return pattern;
  }
}

const TOO_MUCH = 'takes too long to check';

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME =
  /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,20})?(?:[zZ]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;
const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date', isDate],
  [
    'date-time',
    (text) => /^[tT ]$/.test(text[10] ?? '') && isDate(text.slice(0, 10)) && TIME.test(text.slice(11)),
  ],
  ['email', (text) => EMAIL.test(text)],
  ['uuid', (text) => UUID.test(text)],
]);

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(text.slice(8));
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const isEither = typeof one === 'object' && typeof other === 'object' && one !== null && other !== null;
  return isEither && canonical(one) === canonical(other);
}

// The same text for equal values: members in the order of their names.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

const PREFIX = '#/components/schemas/';

function lookUp({ named }: Schemas, ref: string): unknown {
  const name = ref.startsWith(PREFIX)
    ? ref.slice(PREFIX.length).replaceAll('~1', '/').replaceAll('~0', '~')
    : '';
  return Object.hasOwn(named, name) ? named[name] : undefined;
}
