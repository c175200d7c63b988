import type { AnswerKind, AnswerOf, Route } from '@tollgate/contract/routes/route';
import type { Ctx } from '@tollgate/services/context/ctx';
import type { z } from 'zod';

/** A route of the contract and the verb that answers it. */
export interface Binding {
  route: Route;
  run(ctx: Ctx, input: unknown): Promise<unknown>;
}

/** Ties a route to its verb; the types of both must agree. */
export function bind<I extends z.ZodObject, O extends z.ZodType, A extends AnswerKind>(
  route: Route<I, O, A>,
  verb: (ctx: Ctx, input: z.input<I>) => Promise<AnswerOf<O, A>>,
): Binding {
  // The verb parses its input itself: what comes from outside is as unknown to it as to us.
  return { route: route as unknown as Route, run: (ctx, input) => verb(ctx, input as z.input<I>) };
}
