export { PlanPage } from './plan-page.tsx';
export { EditPlanPage, NewPlanPage } from './plan-pages.tsx';
export { PlanPoliciesPage } from './plan-policies-page.tsx';
export { PLAN_TONES } from './plan-tones.ts';
export { TermsView } from './terms-view.tsx';
