/** How the console looks: as the system says, or always light or dark. */
export type Theme = 'system' | 'light' | 'dark';

/** Cookie with the reader's choice; the server writes it into the page so that nothing flashes. */
export const THEME_COOKIE = 'tollgate-console.theme';

/** A theme from a cookie's text; `system` for anything else. */
export function toTheme(text: string | undefined): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}
