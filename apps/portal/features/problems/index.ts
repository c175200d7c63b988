export { ProblemPage } from './problem-page.tsx';
export { explainProblem } from './problem-texts.ts';
export { ProblemsPage } from './problems-page.tsx';
