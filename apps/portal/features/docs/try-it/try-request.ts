/** One value the reader can set. */
export interface TryField {
  name: string;
  place: 'path' | 'query' | 'header';
  isRequired: boolean;
  /** Whether a list is sent as the name repeated, rather than with commas between. */
  isRepeated: boolean;
  /** Type, as docs say it. */
  label: string;
  /** The values there are; empty when anything goes. */
  choices: string[];
  value: string;
  placeholder: string;
}

/** The body the reader can change. */
export interface TryBody {
  mediaType: string;
  text: string;
  isRequired: boolean;
}

/** Path with query, and headers, of a request made of what the reader typed; names what is missing. */
export function tryRequest(
  path: string,
  fields: TryField[],
  values: Record<string, string>,
): { path: string; headers: [string, string][]; missing: string[] } {
  const textOf = (field: TryField) => (values[fieldKey(field)] ?? '').trim();
  const filled = fields.filter((field) => textOf(field) !== '');
  const filledPath = filled
    .filter(({ place }) => place === 'path')
    .reduce(
      (text, field) => text.replaceAll(`{${field.name}}`, () => encodeURIComponent(textOf(field))),
      path,
    );
  const query = filled
    .filter(({ place }) => place === 'query')
    .flatMap((field) =>
      (field.isRepeated ? textOf(field).split(',') : [textOf(field)]).map(
        (value) => `${encodeURIComponent(field.name)}=${encodeURIComponent(value.trim())}`,
      ),
    )
    .join('&');
  return {
    path: query ? `${filledPath}?${query}` : filledPath,
    headers: filled
      .filter(({ place }) => place === 'header')
      .map((field): [string, string] => [field.name, textOf(field)]),
    missing: fields.filter((field) => field.isRequired && textOf(field) === '').map(({ name }) => name),
  };
}

/** What tells two parameters apart: one name may stand in several places. */
export function fieldKey({ place, name }: Pick<TryField, 'place' | 'name'>): string {
  return `${place}.${name}`;
}
