/** The reader's key, so that docs can use it. It lives in this tab's memory only: never stored, gone on reload. */
let key = '';

export function rememberKey(token: string): void {
  key = token;
}

export function rememberedKey(): string {
  return key;
}
