const GRPC_TYPE = /^application\/grpc(?:[+;]|$)/i;
const PROBLEM_TYPE = 'application/problem+json';
const OF_THE_BODY: ReadonlySet<string> = new Set(['content-type', 'content-length']);

/** Status codes of gRPC for those of HTTP that the gateway answers with; any other is UNKNOWN. */
const GRPC_STATUS: ReadonlyMap<number, number> = new Map([
  [400, 3], // INVALID_ARGUMENT
  [401, 16], // UNAUTHENTICATED
  [403, 7], // PERMISSION_DENIED
  [404, 12], // UNIMPLEMENTED
  [405, 12],
  [408, 4], // DEADLINE_EXCEEDED
  [410, 12],
  [413, 8], // RESOURCE_EXHAUSTED
  [414, 3],
  [415, 3],
  [429, 8],
  [431, 8],
  [500, 13], // INTERNAL
  [502, 14], // UNAVAILABLE
  [503, 14],
  [504, 4],
  [508, 13],
]);
const UNKNOWN = 2;

/** Whether a request is one of gRPC. */
export function isGrpc(requestHeaders: readonly string[]): boolean {
  const at = requestHeaders.indexOf('content-type');
  return at % 2 === 0 && GRPC_TYPE.test(requestHeaders[at + 1] as string);
}

/**
 * The headers of a problem the way a client of gRPC reads it: status 200, `grpc-status` and `grpc-message`, and no body.
 * Null when the answer is no problem.
 */
export function grpcAnswer(status: number, headers: readonly string[], detail: string): string[] | null {
  if (!isProblem(headers)) return null;
  const kept = headers.filter((_, i) => !OF_THE_BODY.has(headers[i - (i % 2)] as string));
  return [
    ...['content-type', 'application/grpc', 'grpc-status', String(GRPC_STATUS.get(status) ?? UNKNOWN)],
    ...['grpc-message', percentEncoded(detail)],
    ...kept,
  ];
}

/** Whether headers announce a problem. */
export function isProblem(headers: readonly string[]): boolean {
  const at = headers.indexOf('content-type');
  return at % 2 === 0 && headers[at + 1] === PROBLEM_TYPE;
}

/** What a problem says, in a sentence with its code in front. */
export function problemMessage(body: Uint8Array | null): string {
  try {
    const { code, detail } = JSON.parse(Buffer.from(body ?? []).toString()) as Record<string, unknown>;
    return `${code}: ${detail}`;
  } catch {
    return 'The request was refused.';
  }
}

// As the protocol of gRPC writes messages: visible ASCII but for "%", the rest byte by byte.
function percentEncoded(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text)) {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}
