export { ExplainPage } from './explain-page.tsx';
export { ExplanationPage } from './explanation-page.tsx';
