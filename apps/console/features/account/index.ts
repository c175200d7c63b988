export { AccountPage } from './account-page.tsx';
export { TenantSwitcher } from './tenant-switcher.tsx';
