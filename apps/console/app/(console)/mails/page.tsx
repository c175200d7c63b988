import type { SearchParams } from '@tollgate/ui/data/table-params';
import { MailsPage } from '../../../features/mails/index.ts';

export const metadata = { title: 'Mail' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <MailsPage params={await searchParams} />;
}
