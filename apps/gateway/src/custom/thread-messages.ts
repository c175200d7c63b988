import type { CustomCall, CustomResult } from '@tollgate/policies/custom/port';

/** What a thread is started with. */
export interface ThreadOrder {
  readonly path: string;
}

/** What a thread is told. */
export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly call: CustomCall; readonly maxBodyBytes: number }
  | { readonly kind: 'ping' };

/** What a thread tells. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'result'; readonly id: number; readonly result: CustomResult }
  | { readonly kind: 'pong' };
