export type StepResult = {
  isOk: boolean;
  /** What was looked at, in a few words, for the line of a step that passed. */
  summary: string;
  /** The problems, as the tool words them; empty when there are none. */
  problems: string;
};

export type Step = {
  name: string;
  /** What a person does about it. */
  mend: string;
  run(root: string): Promise<StepResult>;
};
