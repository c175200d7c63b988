// Control characters other than tab and line feed, and the marks that reorder text against what it says.
const unwanted = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const everyUnwanted = new RegExp(unwanted, 'gu');

/** Text of several lines without control characters, cut to a length; anything but text becomes ''. */
export function cleanText(value: unknown, maxLength: number): string {
  if (typeof value !== 'string') return '';
  let text = value.length > maxLength ? `${value.slice(0, maxLength - 1)}…` : value;
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (unwanted.test(text)) text = text.replace(everyUnwanted, '');
  return text.isWellFormed() ? text : text.toWellFormed();
}

/** Text on one line, trimmed, without control characters, cut to a length. */
export function cleanLine(value: unknown, maxLength: number): string {
  return cleanText(value, maxLength).replace(/[\s]+/g, ' ').trim();
}

/** Whether text holds characters that no name may have: control characters, line ends, text direction marks. */
export function hasControlCharacters(text: string): boolean {
  return unwanted.test(text) || /[\t\n\u2028\u2029]/.test(text) || !text.isWellFormed();
}

/** An absolute http or https URL, or undefined. */
export function cleanHttpUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2000 || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}
