import type { Product } from '@tollgate/contract/products';
import { DomainError } from '@tollgate/domain/errors';

type Covers = { apiVersionId: string; operationIds: string[] | null }[];

/**
 * What the coverage form says, one `cover.<version>` of `none`, `all` or `some` for each API version. `some` keeps the
 * operations there are; where there are none yet the version is left out and named in `toChoose`.
 */
export function readCoverage(
  form: FormData,
  current: Product['covers'],
): { covers: Covers; toChoose: string | undefined } {
  const covers: Covers = [];
  let toChoose: string | undefined;
  for (const [name, value] of form) {
    if (!name.startsWith('cover.') || value === 'none') continue;
    const apiVersionId = name.slice('cover.'.length);
    const known = current.find((cover) => cover.apiVersionId === apiVersionId);
    if (value === 'all') covers.push({ apiVersionId, operationIds: null });
    else if (known?.operationIds) covers.push({ apiVersionId, operationIds: known.operationIds });
    else {
      toChoose ??= apiVersionId;
      if (known) covers.push({ apiVersionId, operationIds: null });
    }
  }
  return { covers, toChoose };
}

/** The coverage with these operations of one version, in its place or at the end. Throws when none is chosen. */
export function withOperations(
  current: Product['covers'],
  apiVersionId: string,
  operationIds: string[],
): Covers {
  if (operationIds.length === 0) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'operationIds', message: 'Choose at least one operation.' }],
    });
  }
  const covers = current.map((cover) => ({
    apiVersionId: cover.apiVersionId,
    operationIds: cover.apiVersionId === apiVersionId ? operationIds : cover.operationIds,
  }));
  const isKnown = covers.some((cover) => cover.apiVersionId === apiVersionId);
  return isKnown ? covers : [...covers, { apiVersionId, operationIds }];
}
