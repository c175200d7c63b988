import type { ReactNode } from 'react';
import { DocsLayout } from '../../../../../../features/docs/index.ts';
import type { DocsParams } from '../../../../../../shell/docs-params.ts';

type Props = { params: Promise<DocsParams>; children: ReactNode };

export default async function Layout({ params, children }: Props) {
  return <DocsLayout params={await params}>{children}</DocsLayout>;
}
