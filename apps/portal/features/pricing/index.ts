export { PlanCard } from './plan-card.tsx';
export { PlanTerms } from './plan-terms.tsx';
export { priceHeadline } from './price-text.ts';
