/** The head of a request as a codec would hand it on; headers are names and values in turn. */
export function makeHead(method: string, headers: readonly string[] = [], target = '/') {
  const names = headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  return { method, target, headers, names, peerAddress: '192.0.2.1', isTls: false };
}
