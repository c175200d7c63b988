import { NewProductPage } from '../../../../features/products/index.ts';

export const metadata = { title: 'New product' };

export default function Page() {
  return <NewProductPage />;
}
