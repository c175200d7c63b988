import { GatewaysPage } from '../../../features/gateways/index.ts';

export const metadata = { title: 'Gateways' };

export default function Page() {
  return <GatewaysPage />;
}
