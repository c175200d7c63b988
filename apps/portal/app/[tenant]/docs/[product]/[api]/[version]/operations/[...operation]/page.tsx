import type { Metadata } from 'next';
import { describeOperation, OperationPage } from '../../../../../../../../features/docs/index.ts';
import { type DocsParams, decode } from '../../../../../../../../shell/docs-params.ts';

type Props = { params: Promise<DocsParams & { operation: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { operation, ...where } = await params;
  return describeOperation(where, operation.map(decode).join('/'));
}

export default async function Page({ params }: Props) {
  const { operation, ...where } = await params;
  return <OperationPage params={where} operationId={operation.map(decode).join('/')} />;
}
