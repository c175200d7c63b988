/** What the reader typed to say who calls. */
export interface Credentials {
  readonly key: string;
  readonly token: string;
  readonly clientId: string;
  readonly secret: string;
}

/** So that docs can use them. They live in this tab's memory only: never stored, gone on reload. */
let credentials: Credentials = { key: '', token: '', clientId: '', secret: '' };

export function rememberCredentials(change: Partial<Credentials>): void {
  credentials = { ...credentials, ...change };
}

export function rememberedCredentials(): Credentials {
  return credentials;
}
