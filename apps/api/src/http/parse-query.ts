import { DomainError, type FieldError } from '@tollgate/domain/errors';

/** The parts of a JSON schema that say how a text of the query is meant. */
export interface QueryShape {
  type?: string;
  properties?: Record<string, QueryShape>;
}

/**
 * Turns a query string into input: `name=x`, `name[field]=x`, and lists as `name=x,y` or `name=x&name=y`. Numbers and
 * flags become such where the shape says so; everything else stays text for the verb to judge.
 */
export function parseQuery(query: URLSearchParams, shape: QueryShape): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const key of new Set(query.keys())) {
    const texts = query.getAll(key);
    const match = /^(\w+)(?:\[(\w+)\])?$/.exec(key);
    const [, name, field] = match ?? [];
    const expected = field ? shape.properties?.[name ?? '']?.properties?.[field] : shape.properties?.[key];
    const isNamed =
      name !== undefined && expected !== undefined && (field !== undefined || !expected.properties);
    if (!isNamed) errors.push({ location: key, ...unknownField });
    else if (expected.type !== 'array' && texts.length > 1) {
      errors.push({ location: key, message: 'is given more than once' });
    } else {
      const value = expected.type === 'array' ? readList(texts) : readValue(texts[0] ?? '', expected.type);
      if (field) input[name] = { ...(input[name] as object | undefined), [field]: value };
      else input[name] = value;
    }
  }
  if (errors.length === 0) return input;
  throw new DomainError('validation_failed', { detail: 'Correct the query and send it again.', errors });
}

const unknownField = {
  message: 'is not a known field',
  fix: 'Remove it or check its spelling. Fields of a filter are written as filter[name].',
};

function readList(texts: string[]): string[] {
  return texts.flatMap((text) => text.split(',')).filter((text) => text !== '');
}

function readValue(text: string, type: string | undefined): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const isNumber = type === 'integer' || type === 'number';
  if (isNumber && /^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return Number(text);
  return text;
}

/** Writes the location of a field of the query as clients wrote it: `filter.status` as `filter[status]`. */
export function toQueryLocation(location: string): string {
  return location.replace(/^(\w+)\.(\w+)/, '$1[$2]');
}
