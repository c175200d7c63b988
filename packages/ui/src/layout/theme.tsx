/** A chosen theme; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

/** Cookie the choice is kept in; the app's root layout reads it and sets `data-theme` on `<html>`. */
export const themeCookieName = 'theme';

/** The theme a cookie's value stands for; undefined means "follow the machine". */
export function themeAttribute(cookie: string | undefined): 'light' | 'dark' | undefined {
  return cookie === 'light' || cookie === 'dark' ? cookie : undefined;
}
