import type { Tx } from '@tollgate/db/db';
import { apiSchemas, operations } from '@tollgate/db/schema';
import type { AnswerExample, OperationDescription } from '@tollgate/domain/operation-description';
import { exampleAnswers } from '@tollgate/openapi/example-answers';
import type { ApiSchema, OperationDetail } from '@tollgate/openapi/imported-api';
import { asc, eq, inArray } from 'drizzle-orm';

/** What gateways are told of descriptions. */
export interface Descriptions {
  readonly operations: ReadonlyMap<string, OperationDescription>;
  /** Named schemas by API version. */
  readonly schemas: ReadonlyMap<string, Record<string, unknown>>;
}

/** Characters of the bodies of examples of one API version, about; operations beyond have none. */
const MOST_ANSWERS = 8_000_000;

/** Examples of what each operation answers, by operation. */
export async function readAnswers(
  tx: Tx,
  apiVersionIds: string[],
): Promise<ReadonlyMap<string, AnswerExample[]>> {
  const answers = new Map<string, AnswerExample[]>();
  for (const apiVersionId of apiVersionIds) {
    const details = await tx
      .select({ id: operations.id, detail: operations.detail })
      .from(operations)
      .where(eq(operations.apiVersionId, apiVersionId))
      .orderBy(asc(operations.position));
    const named = await tx
      .select({ name: apiSchemas.name, schema: apiSchemas.schema })
      .from(apiSchemas)
      .where(eq(apiSchemas.apiVersionId, apiVersionId));
    const schemas = Object.fromEntries(named.map(({ name, schema }) => [name, schema as ApiSchema]));
    let left = MOST_ANSWERS;
    for (const { id, detail } of details) {
      const { responses = [] } = detail as Partial<OperationDetail>;
      const made = left > 0 ? exampleAnswers(responses, schemas) : [];
      left -= made.flatMap(({ bodies }) => bodies).reduce((sum, { body }) => sum + body.length, 0);
      answers.set(id, made);
    }
  }
  return answers;
}

/** Reads what the descriptions of API versions say of requests. */
export async function readDescriptions(tx: Tx, apiVersionIds: string[]): Promise<Descriptions> {
  if (apiVersionIds.length === 0) return { operations: new Map(), schemas: new Map() };
  const details = await tx
    .select({ id: operations.id, detail: operations.detail })
    .from(operations)
    .where(inArray(operations.apiVersionId, apiVersionIds));
  const named = await tx
    .select({ apiVersionId: apiSchemas.apiVersionId, name: apiSchemas.name, schema: apiSchemas.schema })
    .from(apiSchemas)
    .where(inArray(apiSchemas.apiVersionId, apiVersionIds));
  const byVersion = Map.groupBy(named, ({ apiVersionId }) => apiVersionId);
  return {
    operations: new Map(details.map(({ id, detail }) => [id, toDescription(detail as OperationDetail)])),
    schemas: new Map(
      [...byVersion].map(([id, rows]) => [
        id,
        Object.fromEntries(rows.map(({ name, schema }) => [name, schema])),
      ]),
    ),
  };
}

function toDescription({ parameters = [], requestBody }: Partial<OperationDetail>): OperationDescription {
  return {
    parameters: parameters.flatMap(({ name, in: place, required, schema, style, explode, mediaType }) =>
      place === 'cookie'
        ? []
        : [
            {
              name,
              in: place,
              required,
              schema: schema ?? null,
              style: style ?? null,
              explode: explode ?? null,
              mediaType: mediaType ?? null,
            },
          ],
    ),
    body: requestBody
      ? {
          required: requestBody.required,
          content: requestBody.content.map(({ mediaType, schema }) => ({
            mediaType,
            schema: schema ?? null,
          })),
        }
      : null,
  };
}
