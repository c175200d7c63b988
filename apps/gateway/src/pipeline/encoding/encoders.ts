import type { Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib';
import type { Encoding } from '@tollgate/policies/compress/accept-encoding';

/** A stream that compresses; `flush` passes on all it was given so far. */
export type Encoder = Transform & { flush(kind: number): void };

export interface EncoderKind {
  /** About what one holds of memory. */
  readonly bytes: number;
  /** How it is told to pass on all it was given. */
  readonly flush: number;
  make(): Encoder;
}

/** How each encoding is made: fast rather than small, as it is done for each answer anew. */
export const ENCODERS: Readonly<Record<Encoding, EncoderKind>> = {
  gzip: {
    bytes: 300_000,
    flush: constants.Z_SYNC_FLUSH,
    make: () => createGzip({ level: 5 }),
  },
  br: {
    bytes: 2_000_000,
    flush: constants.BROTLI_OPERATION_FLUSH,
    make: () =>
      createBrotliCompress({
        params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 },
      }),
  },
  zstd: {
    bytes: 1_500_000,
    flush: constants.ZSTD_e_flush,
    make: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
  },
};
