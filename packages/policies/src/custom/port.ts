import type { CustomContext } from './author.ts';

/** A request as it goes to the thread of a module. */
export interface RequestCall {
  readonly hook: 'onRequest';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array | null;
  readonly context: CustomContext;
}

/** An answer as it goes to the thread of a module. */
export interface ResponseCall {
  readonly hook: 'onResponse';
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Uint8Array | null;
  readonly request: Pick<RequestCall, 'method' | 'url' | 'headers'>;
  readonly context: CustomContext;
}

export type CustomCall = RequestCall | ResponseCall;

/** What a module made of it; `failed` says why it made nothing. */
export type CustomResult =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'request';
      readonly url: string;
      readonly headers: string[];
      readonly body: Uint8Array | null;
    }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: string[];
      readonly body: Uint8Array | null;
    }
  | { readonly kind: 'failed'; readonly reason: string };

export interface CustomLimits {
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

/** Runs the modules of custom policies apart from the rest. Never rejects. */
export interface CustomModules {
  run(tenantId: string, module: string, call: CustomCall, limits: CustomLimits): Promise<CustomResult>;
}
