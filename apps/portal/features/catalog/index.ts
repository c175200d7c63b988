export { CatalogPage } from './catalog-page.tsx';
export { ProductPage } from './product-page.tsx';
