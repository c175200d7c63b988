import { type ImportError, ImportProblem } from '../import-problem.ts';

/** Collects problems up to a number, and counts the rest. */
export class ProblemList {
  readonly #errors: ImportError[] = [];
  readonly #maxErrors: number;
  #more = 0;

  constructor(maxErrors: number) {
    this.#maxErrors = maxErrors;
  }

  add(location: string, message: string, fix: string): void {
    if (this.#errors.length < this.#maxErrors) this.#errors.push({ location, message, fix });
    else this.#more++;
  }

  throwIfAny(): void {
    if (this.#errors.length > 0) throw new ImportProblem(this.#errors, this.#more);
  }

  list(): ImportError[] {
    return [...this.#errors];
  }
}
