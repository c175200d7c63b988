export { CoveragePage } from './coverage-page.tsx';
export { NewProductPage } from './new-product-page.tsx';
export { ProductOperationsPage } from './operations-page.tsx';
export { ProductPage } from './product-page.tsx';
export { ProductSettingsPage } from './product-settings-page.tsx';
export { ProductsPage } from './products-page.tsx';
