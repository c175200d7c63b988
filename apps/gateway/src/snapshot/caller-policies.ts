import type { CompiledPolicies, PolicyCompiler } from '../pipeline/compile-policies.ts';
import type { PlanVersionRecord, ProductEntry, VersionEntry } from './entries.ts';

/** What is known of a version's operations. */
type Told = Pick<VersionEntry, 'described' | 'answers'>;

/** Null for what cannot be made, which must not be left out. */
type ByPlan = WeakMap<PlanVersionRecord, CompiledPolicies | null>;

/**
 * The policies of an operation for callers of one product and plan: made when first asked for, kept as long as all three
 * stay what they are. Records are replaced whole, so a change of any of them is another object and asks anew.
 */
export class CallerPolicies {
  readonly #compile: PolicyCompiler;
  readonly #made = new WeakMap<CompiledPolicies, WeakMap<ProductEntry, ByPlan>>();

  constructor(compile: PolicyCompiler) {
    this.#compile = compile;
  }

  /** `base` are the policies before it is known who calls; `version` has what policies may need. */
  of(
    base: CompiledPolicies,
    product: ProductEntry,
    planVersion: PlanVersionRecord,
    version: Told,
  ): CompiledPolicies | null {
    const byPlan = this.#byPlan(base, product);
    let made = byPlan.get(planVersion);
    if (made === undefined) {
      made = this.#make(base, product, planVersion, version);
      byPlan.set(planVersion, made);
    }
    return made;
  }

  #byPlan(base: CompiledPolicies, product: ProductEntry): ByPlan {
    let byProduct = this.#made.get(base);
    if (!byProduct) {
      byProduct = new WeakMap();
      this.#made.set(base, byProduct);
    }
    let byPlan = byProduct.get(product);
    if (!byPlan) {
      byPlan = new WeakMap();
      byProduct.set(product, byPlan);
    }
    return byPlan;
  }

  #make(
    base: CompiledPolicies,
    product: ProductEntry,
    planVersion: PlanVersionRecord,
    version: Told,
  ): CompiledPolicies | null {
    try {
      const made = this.#compile([
        ...base.levels,
        { level: 'product', uses: product.record.policies ?? [] },
        { level: 'plan', uses: planVersion.policies ?? [] },
      ]);
      const isTold =
        (!made.needsDescription || version.described !== null) &&
        (!made.needsAnswers || version.answers !== null);
      return isTold ? made : null;
    } catch {
      // Why is told with the product's or plan's record, when it came.
      return null;
    }
  }
}
