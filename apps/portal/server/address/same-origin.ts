/** Whether a request that changes or sends something comes from a page of this same host. */
export function isSameOrigin(request: Request): boolean {
  const origin = URL.parse(request.headers.get('origin') ?? '');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  return origin !== null && origin.host === host;
}
