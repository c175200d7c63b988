import type { SearchParams } from '@tollgate/ui/data/table-params';
import { SignInPage } from '../../../features/auth/index.ts';
import { first } from '../../../shell/list-state.ts';

export const metadata = { title: 'Sign in' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <SignInPage next={first((await searchParams).next)} />;
}
