import type { RouteCondition } from '@tollgate/domain/routing/operation-route';
import { textOf } from '../../../server/form-values.ts';

/** One condition as its row shows it. */
export interface ConditionValue {
  place: RouteCondition['in'];
  name: string;
  /** One a line; empty asks only for presence. */
  values: string;
}

/** Conditions as the form's rows show them. */
export function conditionValues(match: readonly RouteCondition[]): ConditionValue[] {
  return match.map(({ in: place, name, values }) => ({ place, name, values: (values ?? []).join('\n') }));
}

/** The conditions that a form holds; what is no condition is left for the verb to refuse. */
export function readConditions(form: FormData): RouteCondition[] {
  const conditions: RouteCondition[] = [];
  for (let row = 0; form.has(`match.${row}.name`); row++) {
    const place = textOf(form, `match.${row}.in`) as RouteCondition['in'];
    const name = textOf(form, `match.${row}.name`).trim();
    const values = textOf(form, `match.${row}.values`)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    conditions.push({ in: place, name, ...(values.length > 0 ? { values } : {}) });
  }
  return conditions;
}

/** The path an operation is forwarded to; null where the field is empty. */
export function readRewrite(form: FormData): string | null {
  const rewrite = textOf(form, 'rewrite').trim();
  return rewrite === '' ? null : rewrite;
}
