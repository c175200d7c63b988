export { EffectiveView } from './effective/effective-view.tsx';
export { LevelPoliciesView } from './level-policies.tsx';
export { isMethod, withFirst } from './methods.ts';
