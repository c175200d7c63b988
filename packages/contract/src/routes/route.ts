import type { ControlProblemCode } from '@tollgate/domain/problem-codes';
import type { Role } from '@tollgate/domain/roles';
import { z } from 'zod';
import type { Page } from '../pages.ts';

/**
 * What a route answers with: `one` is `{data}` of the output, `list` a page of outputs, `whole` the output itself,
 * `none` an empty body, `file` bytes with a name.
 */
export type AnswerKind = 'one' | 'list' | 'whole' | 'none' | 'file';

/** One route of the management API. Fields of `input` named in the path travel there, the rest in query or body. */
export interface Route<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  A extends AnswerKind = AnswerKind,
> {
  /** The OpenAPI operationId: the verb's name. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Such as `/v1/products/{productId}/publish`. */
  path: `/v1/${string}`;
  tag: string;
  summary: string;
  description: string;
  /** The least role a token needs. */
  role: Role;
  input: I;
  output: O;
  answer: A;
  status: 200 | 201 | 202 | 204;
  /** Problems besides those that every such route may answer. */
  problems: readonly ControlProblemCode[];
  /** A body that is valid, for the docs. */
  example?: unknown;
  maxBodyBytes: number;
}

/** What a verb must return so that a route can answer with it. */
export type AnswerOf<O extends z.ZodType, A extends AnswerKind> = A extends 'list'
  ? Page<z.output<O>>
  : A extends 'none'
    ? void
    : A extends 'file'
      ? { name: string; bytes: Uint8Array }
      : z.output<O>;

export const NoInput = z.strictObject({});
export const NoOutput = z.undefined();

const MAX_BODY_BYTES = 1_048_576;

type Defaults = 'description' | 'problems' | 'maxBodyBytes' | 'status';
type RouteValues<I extends z.ZodObject, O extends z.ZodType, A extends AnswerKind> = Omit<
  Route<I, O, A>,
  Defaults
> &
  Partial<Pick<Route<I, O, A>, Defaults>>;

/** A route with what most routes have filled in: 200, no problems of its own, a body of 1 MB at most. */
export function defineRoute<I extends z.ZodObject, O extends z.ZodType, A extends AnswerKind>(
  values: RouteValues<I, O, A>,
): Route<I, O, A> {
  const status = values.answer === 'none' ? 204 : 200;
  return { status, description: '', problems: [], maxBodyBytes: MAX_BODY_BYTES, ...values };
}

/** Names of the fields that travel in a route's path. */
export function pathFields(route: Pick<Route, 'path'>): string[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}

/** Whether a route reads a body: the fields of its input that are not in the path. */
export function hasBody(route: Pick<Route, 'method' | 'path' | 'input'>): boolean {
  if (route.method === 'GET' || route.method === 'DELETE') return false;
  const inPath = pathFields(route);
  return Object.keys(route.input.shape).some((name) => !inPath.includes(name));
}
