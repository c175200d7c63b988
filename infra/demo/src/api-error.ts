/** An answer that is not a success, told as problem+json. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The body of the answer. */
  toBody() {
    return {
      type: 'about:blank',
      title: TITLES[this.status],
      status: this.status,
      code: this.code,
      detail: this.message,
    };
  }
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Content too large',
  415: 'Unsupported media type',
  500: 'Internal error',
};
