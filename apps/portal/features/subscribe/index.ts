export { SubscribePage } from './subscribe-page.tsx';
