export { CoveragePage } from './covers/coverage-page.tsx';
export { ProductOperationsPage } from './covers/operations-page.tsx';
export { NewProductPage } from './new-product-page.tsx';
export { ProductPage } from './product-page.tsx';
export { ProductPoliciesPage } from './product-policies-page.tsx';
export { ProductSettingsPage } from './product-settings-page.tsx';
export { ProductsPage } from './products-page.tsx';
