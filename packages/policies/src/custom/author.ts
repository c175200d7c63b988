/** What is known of a request besides what it says itself. */
export interface CustomContext {
  readonly requestId: string;
  readonly tenantId: string;
  readonly apiVersionId: string;
  readonly operationId: string;
  readonly appId: string;
  readonly subscriptionId: string;
  readonly planId: string;
  readonly environment: 'live' | 'test';
  readonly clientAddress: string;
  /** The settings of the policy. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The request that an answer is for. */
export interface AnsweredRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
}

type Result<Value> = Value | undefined | Promise<Value | undefined>;

/** The default export of a module of the custom policy. */
export interface CustomPolicy {
  /**
   * Before the request is forwarded. Nothing forwards it as it is, a `Request` forwards that one's headers, query and
   * body, and a `Response` answers in place of the upstream.
   */
  onRequest?(request: Request, context: CustomContext): Result<Request | Response>;
  /** Before the upstream's answer is sent. Nothing sends it as it is, a `Response` is sent in its place. */
  onResponse?(response: Response, context: CustomContext, request: AnsweredRequest): Result<Response>;
}
