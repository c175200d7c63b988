import 'server-only';
import type { Ctx } from '@tollgate/services/context/ctx';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { revalidatePath } from 'next/cache';
import { toFormFailure, toSessionFailure } from './form-failure.ts';

/** What an action answers: `ok` with what the verb gave, or what was wrong. */
export type Answer<Data> = FormResult & (Data extends object ? Partial<Data> : unknown);

/** What an app makes its server actions with: session, ctx, verb, answer. `findCtx` is the app's own session. */
export function makeActions(findCtx: () => Promise<Ctx | undefined>) {
  async function answer<Data>(run: (ctx: Ctx) => Promise<Data>, form?: FormData): Promise<Answer<Data>> {
    const ctx = await findCtx();
    if (!ctx) return toSessionFailure(form) as Answer<Data>;
    try {
      const data = await run(ctx);
      revalidatePath('/', 'layout');
      return { ok: true, ...(typeof data === 'object' ? data : {}) } as Answer<Data>;
    } catch (error) {
      return toFormFailure(error, form) as Answer<Data>;
    }
  }
  return {
    /** A form's action. Every server action but those before sign-in is made by this or the next. */
    formAction:
      <Data>(run: (ctx: Ctx, form: FormData) => Promise<Data>) =>
      (_previous: FormResult | undefined, form: FormData): Promise<Answer<Data>> =>
        answer((ctx) => run(ctx, form), form),
    /** An action with plain arguments, for buttons and confirmations: as untrusted as a form. */
    commandAction:
      <Args extends unknown[], Data>(run: (ctx: Ctx, ...args: Args) => Promise<Data>) =>
      (...args: Args): Promise<Answer<Data>> =>
        answer((ctx) => run(ctx, ...args)),
  };
}
