import { DomainError } from '@tollgate/domain/errors';

/** One thing that is wrong with a document: where, what, and the way out. */
export type ImportError = { location: string; message: string; fix: string };

/** A document that was refused. `errors` holds the first problems, `moreErrors` counts those left out. */
export class ImportProblem extends DomainError {
  declare readonly errors: ImportError[];
  readonly moreErrors: number;

  constructor(errors: ImportError[], moreErrors = 0) {
    super('openapi_invalid', { detail: summarise(errors, moreErrors), errors });
    this.name = 'ImportProblem';
    this.moreErrors = moreErrors;
  }
}

/** An import problem with a single error. */
export function importProblem(location: string, message: string, fix: string): ImportProblem {
  return new ImportProblem([{ location, message, fix }]);
}

function summarise(errors: ImportError[], moreErrors: number): string {
  const first = errors[0];
  if (!first) return 'The document cannot be imported.';
  const rest = errors.length - 1 + moreErrors;
  const more = rest > 0 ? ` (and ${rest} more ${rest === 1 ? 'problem' : 'problems'})` : '';
  return `${first.location}: ${first.message}${more}`;
}
