/** One thing that is wrong with what was sent; `location` names the field, as in problem+json. */
export type FormProblem = {
  location: string;
  message: string;
  /** What to do about it. */
  fix?: string;
};

/** A value that a form can be given back: what a field held when it was sent. */
export type FormValue = string | string[];

/** What an action answers. */
export type FormResult = {
  ok: boolean;
  errors?: FormProblem[];
  /** What was sent, so that it can be shown again when the page was loaded without JavaScript. */
  values?: Record<string, FormValue>;
  /** One sentence about the whole form. */
  message?: string;
};

/** Field name for a location: `body.prices[0].amount`, `/prices/0/amount` and `#/prices/0/amount` are one. */
export function fieldNameOf(location: string): string {
  return location
    .replace(/^#?\//, '')
    .replace(/\[(\w+)\]/g, '.$1')
    .replaceAll('/', '.')
    .replace(/^(body|query|input)\./, '');
}

/** The first problem of each field, by field name. */
export function problemsByField(errors: FormProblem[] = []): Map<string, FormProblem> {
  const byField = new Map<string, FormProblem>();
  for (const error of errors) {
    const name = fieldNameOf(error.location);
    if (!byField.has(name)) byField.set(name, error);
  }
  return byField;
}

/** A problem as one or two sentences. */
export function problemText(problem: FormProblem): string {
  return problem.fix ? `${problem.message} ${problem.fix}` : problem.message;
}

/** Everything a form sent except files, by name; names sent several times become lists. */
export function valuesOf(formData: FormData): Record<string, FormValue> {
  const values: Record<string, FormValue> = {};
  for (const name of new Set(formData.keys())) {
    const texts = formData.getAll(name).filter((value) => typeof value === 'string');
    if (name.startsWith('$') || texts.length === 0) continue;
    values[name] = texts.length === 1 ? (texts[0] as string) : texts;
  }
  return values;
}
