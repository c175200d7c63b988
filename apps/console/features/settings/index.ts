export { SettingsPage } from './settings-page.tsx';
export { TenantPoliciesPage } from './tenant-policies-page.tsx';
