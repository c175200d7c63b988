/** A refusal in the words of RFC 6749, section 5.2. */
export class OauthError extends Error {
  readonly code: OauthErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: OauthErrorCode, description: string, retryAfterSeconds?: number) {
    super(description);
    this.name = 'OauthError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type OauthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable';
