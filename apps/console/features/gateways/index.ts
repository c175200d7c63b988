export { GatewaysPage } from './gateways-page.tsx';
export { RouteProblems } from './route-problems.tsx';
