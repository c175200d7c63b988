import { SchemaPage } from '../../../../../../../../features/docs/index.ts';
import { type DocsParams, decode } from '../../../../../../../../shell/docs-params.ts';

type Props = { params: Promise<DocsParams & { name: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: decode((await params).name) };
}

export default async function Page({ params }: Props) {
  const { name, ...where } = await params;
  return <SchemaPage params={where} name={decode(name)} />;
}
