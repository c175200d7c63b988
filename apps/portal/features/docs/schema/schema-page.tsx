import { exampleFromSchema } from '@tollgate/openapi/example-from-schema';
import type { ApiSchema } from '@tollgate/openapi/imported-api';
import { renderMarkdown } from '@tollgate/openapi/render-markdown';
import { getCatalogSchema } from '@tollgate/services/catalog/get-catalog-schema';
import { JsonView } from '@tollgate/ui/code/json-view';
import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { getPaths } from '../../../server/address/tenant.ts';
import { loadPublic } from '../../../server/load.ts';
import { type DocsParams, readDocsParams } from '../../../shell/docs-params.ts';
import { Prose } from '../../../shell/prose.tsx';
import { shortJson } from '../short-json.ts';
import { boundedView } from './bounded-view.ts';
import { SchemaTree } from './schema-tree.tsx';

/** One named schema. */
export async function SchemaPage({ params, name }: { params: DocsParams; name: string }) {
  const where = readDocsParams(params);
  const at = { productSlug: where.product, apiSlug: where.api, version: where.version, name };
  const [found, paths] = await Promise.all([
    loadPublic((reader) => getCatalogSchema(reader, at)),
    getPaths(),
  ]);
  const schemas = found.schemas as Record<string, ApiSchema>;
  const schema = schemas[name] ?? true;
  const view = boundedView(schema, schemas, 200);
  return (
    <div className="max-w-6xl">
      <PageHeader
        breadcrumbs={[
          { label: found.product.name, href: paths.product(where.product) },
          { label: 'Docs', href: paths.docs(where) },
          { label: name },
        ]}
        title={view.title || name}
      />
      {view.description ? (
        <Prose html={renderMarkdown(view.description)} className="mb-6 max-w-prose" />
      ) : null}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Card title="Fields">
          <SchemaTree view={{ ...view, description: '' }} hrefOf={(ref) => paths.schema(where, ref)} />
        </Card>
        <JsonView
          title="Example"
          value={shortJson(exampleFromSchema(schema, schemas, { maxDepth: 4, maxValues: 60 }))}
        />
      </div>
    </div>
  );
}
