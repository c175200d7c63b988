/** The system's Chromium; Playwright's own download is not used. */
export function chromiumPath(): string {
  return process.env.TOLLGATE_CHROMIUM ?? '/usr/bin/chromium';
}

/** Flags for a browser without a display that talks to nobody but the pages it is sent to. */
export function chromiumArguments(): string[] {
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}
