import type { AnswerExample } from '@tollgate/domain/operation-description';
import { freePairs, HeaderValue } from '@tollgate/policies/header-names';
import type { DescribedOperation, PreparedAnswer } from '@tollgate/policies/policy';
import type { ApiVersionRecord } from './entries.ts';

/** What the API's description says of each operation, by its id. Throws when it says nothing of one. */
export function describeOperations(record: ApiVersionRecord): ReadonlyMap<string, DescribedOperation> {
  const schemas = record.schemas ?? {};
  return new Map(
    record.operations.map(({ id, operationId, template, description }) => {
      if (!description) throw new Error(`operation ${operationId} comes without its description`);
      return [id, { template, description, schemas }];
    }),
  );
}

/** Examples of what each operation answers, by its id, ready to be sent. Throws when one comes without them. */
export function prepareAnswers(record: ApiVersionRecord): ReadonlyMap<string, readonly PreparedAnswer[]> {
  return new Map(
    record.operations.map(({ id, operationId, answers }) => {
      if (!answers) throw new Error(`operation ${operationId} comes without examples of its answers`);
      return [id, answers.map(prepareAnswer)];
    }),
  );
}

function prepareAnswer({ status, headers, bodies }: AnswerExample): PreparedAnswer {
  return {
    status,
    headers: freePairs(headers),
    bodies: bodies
      .filter(({ mediaType }) => HeaderValue.safeParse(mediaType).success)
      .map(({ mediaType, name, body }) => ({ mediaType, name, bytes: Buffer.from(body) })),
  };
}
