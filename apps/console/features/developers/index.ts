export { AppPage } from './app-page.tsx';
export { DeveloperPage } from './developer-page.tsx';
export { DevelopersPage } from './developers-page.tsx';
export { SubscriptionPage } from './subscription-page.tsx';
export { SubscriptionsPage } from './subscriptions-page.tsx';
