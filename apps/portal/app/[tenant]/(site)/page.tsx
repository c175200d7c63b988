import { CatalogPage } from '../../../features/catalog/index.ts';

export default function Page() {
  return <CatalogPage />;
}
