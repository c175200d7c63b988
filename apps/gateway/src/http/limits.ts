/** Ceilings on what a client may send; each has the problem that says so. */
export interface HttpLimits {
  /** `head_too_large` */
  readonly headBytes: number;
  /** `head_too_large` */
  readonly headerCount: number;
  /** `uri_too_long` */
  readonly targetBytes: number;
  /** `request_timeout`: from the first byte of a request to the end of its head. */
  readonly headTimeoutMs: number;
  /** `request_timeout`: from the first byte of a request to the end of its body. */
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** Connections beyond these are closed at once. */
  readonly connections: number;
  /** For how long a client may take nothing of a response that is ready. */
  readonly drainTimeoutMs: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  headBytes: 32_768,
  headerCount: 100,
  targetBytes: 8192,
  headTimeoutMs: 10_000,
  requestTimeoutMs: 300_000,
  keepAliveTimeoutMs: 75_000,
  connections: 20_000,
  drainTimeoutMs: 60_000,
};
