import { SignInPage } from '../../../../features/auth/index.ts';
import { first, type SearchParams } from '../../../../shell/search-params.ts';

export const metadata = { title: 'Sign in' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <SignInPage next={first((await searchParams).next)} />;
}
