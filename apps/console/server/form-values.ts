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

/** All values sent under one name. */
export function listOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

/** The end of a chosen UTC day as RFC 3339, or null when no day was chosen; bad text is left for the verb to refuse. */
export function endOfDayOf(form: FormData, name: string): string | null {
  const text = textOf(form, name).trim();
  if (text === '') return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text;
}
