/** Ceilings on one document; each refusal names the limit it met. */
export type ImportLimits = {
  /** Size of the document as it arrives. */
  maxBytes: number;
  /** Objects and lists inside each other. */
  maxDepth: number;
  /** Values in the document, aliases counted as often as they are used. */
  maxNodes: number;
  /** Tokens of a YAML document, checked before anything is built from it: a million take about 200 MB. */
  maxYamlTokens: number;
  /** Uses of YAML aliases (`*name`). */
  maxAliasCount: number;
  /** Operations of one API version. */
  maxOperations: number;
  /** Characters of a description; what is longer is cut. */
  maxDescriptionLength: number;
  /** Characters of one example written as JSON; a longer one is left out. */
  maxExampleLength: number;
  /** Characters of the result when every operation is written out by itself. */
  maxResultLength: number;
  /** Problems that are spelled out; the rest is counted. */
  maxErrors: number;
};

/** The limits used when the caller sets none; GitHub's description (13 MB, 1,200 operations) fits four times. */
export const defaultImportLimits: ImportLimits = {
  maxBytes: 25 * 1024 * 1024,
  maxDepth: 200,
  maxNodes: 5_000_000,
  maxYamlTokens: 3_000_000,
  maxAliasCount: 10_000,
  maxOperations: 10_000,
  maxDescriptionLength: 100_000,
  maxExampleLength: 200_000,
  maxResultLength: 200_000_000,
  maxErrors: 50,
};
