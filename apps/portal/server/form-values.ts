/** The text of a field, or empty when it was not sent. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A whole or decimal number; what is no number stays text, so that the verb names the field. */
export function numberOf(form: FormData, name: string): number {
  const text = textOf(form, name).trim();
  return (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text) as number;
}
