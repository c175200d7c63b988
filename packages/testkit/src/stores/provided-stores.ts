import type { ThrowawayStores } from '@tollgate/local/stores/start-throwaway-stores';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the stores of this test run answer; `global-setup.ts` provides it. */
    stores: ThrowawayStores;
  }
}

export type { ThrowawayStores };
