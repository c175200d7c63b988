import type { ApiSchema, DocParameter, ParameterPlace } from '@tollgate/openapi/imported-api';
import { schemaView } from '@tollgate/openapi/schema-view';
import { InlineText } from '../schema/inline-text.tsx';
import { Facts, FieldHead } from '../schema/schema-tree.tsx';

const TITLES: Record<ParameterPlace, string> = {
  path: 'Path parameters',
  query: 'Query parameters',
  header: 'Header parameters',
  cookie: 'Cookie parameters',
};
const ORDER: ParameterPlace[] = ['path', 'query', 'header', 'cookie'];

/** Props of the parts of an operation's page. */
export type PartProps = { schemas: Record<string, ApiSchema>; hrefOf: (name: string) => string };

/** Parameters by where they stand in the request. */
export function Parameters({ parameters, schemas }: PartProps & { parameters: DocParameter[] }) {
  return ORDER.map((place) => {
    const listed = parameters.filter((parameter) => parameter.in === place);
    if (listed.length === 0) return null;
    return (
      <section key={place} aria-label={TITLES[place]}>
        <h2 className="mb-3 font-semibold text-base">{TITLES[place]}</h2>
        <ul className="divide-y divide-line rounded-lg border bg-surface px-4">
          {listed.map((parameter) => (
            <li key={parameter.name} className="py-3">
              <Parameter parameter={parameter} schemas={schemas} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function Parameter({ parameter, schemas }: { parameter: DocParameter; schemas: PartProps['schemas'] }) {
  const view = schemaView(parameter.schema, schemas, { maxDepth: 1, maxParts: 20 });
  const isExampleGiven = parameter.example !== undefined && view.examples.length === 0;
  const shown = {
    ...view,
    isDeprecated: view.isDeprecated || parameter.deprecated,
    ...(isExampleGiven ? { examples: [JSON.stringify(parameter.example)] } : {}),
  };
  return (
    <div className="min-w-0 text-ui">
      <FieldHead name={parameter.name} isRequired={parameter.required} view={shown} />
      <InlineText markdown={parameter.description || view.description} />
      <Facts view={shown.items && shown.enum.length === 0 ? { ...shown, enum: shown.items.enum } : shown} />
    </div>
  );
}
