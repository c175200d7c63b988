import { SignUpPage } from '../../../../features/auth/index.ts';
import { first, type SearchParams } from '../../../../shell/search-params.ts';

export const metadata = { title: 'Sign up' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <SignUpPage next={first((await searchParams).next)} />;
}
