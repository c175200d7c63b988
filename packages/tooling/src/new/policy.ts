import { requireKebab, toCamel, toPascal, toTitle } from './case-names.ts';
import { type Generated, insertBefore } from './generate.ts';

const home = 'packages/policies/src';

/** A policy folder that works, and its line in both registries. */
export function newPolicy(nameWord: string | undefined): Generated {
  const name = requireKebab(nameWord, 'The name of a policy');
  const folder = `${home}/${name}`;
  return {
    files: {
      [`${folder}/schema.ts`]: schemaText(name),
      [`${folder}/handler.ts`]: handlerText(name),
      [`${folder}/${name}.test.ts`]: testText(name),
      [`${folder}/README.md`]: readmeText(name),
    },
    edits: {
      [`${home}/registry.ts`]: (text) => registerSchema(text, name),
      [`${home}/handlers.ts`]: (text) => registerHandler(text, name),
    },
  };
}

function registerSchema(text: string, name: string): string {
  const imported = `import { schema as ${toCamel(name)} } from './${name}/schema.ts';\n${text}`;
  const line = `  [${toCamel(name)}.id]: ${toCamel(name)} as unknown as PolicySchema<never>,`;
  return insertBefore(imported, /^\};$/, line);
}

function registerHandler(text: string, name: string): string {
  const imported = `import { create${toPascal(name)}Handler } from './${name}/handler.ts';\n${text}`;
  const key = name.includes('-') ? `'${name}'` : name;
  return insertBefore(
    imported,
    /^\};$/,
    `  ${key}: () => create${toPascal(name)}Handler() as PolicyHandler<never>,`,
  );
}

const schemaText = (name: string) => `import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const ${toPascal(name)}Config = z.strictObject({
  header: z.string().min(1).max(100).describe('The header that every request must carry.'),
});
export type ${toPascal(name)}Config = z.infer<typeof ${toPascal(name)}Config>;

/** Refuses requests without a header: replace by what this policy is for. */
export const schema: PolicySchema<${toPascal(name)}Config> = {
  id: '${name}',
  phase: 'request',
  title: '${toTitle(name)}',
  summary: 'Refuses requests that lack a header.',
  onDependencyDown: 'has_no_dependency',
  config: ${toPascal(name)}Config,
};
`;

const handlerText = (name: string) => `import { CONTINUE, type PolicyHandler } from '../policy.ts';
import type { ${toPascal(name)}Config } from './schema.ts';

/** Makes the handler of the ${name} policy. */
export function create${toPascal(name)}Handler(): PolicyHandler<${toPascal(name)}Config> {
  return (request, config) => {
    if (request.headerValues(config.header.toLowerCase()).length > 0) return CONTINUE;
    return { kind: 'reject', problem: 'forbidden', detail: \`Send the header \${config.header}.\` };
  };
}
`;

const testText = (
  name: string,
) => `import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { expect, test } from 'vitest';
import { create${toPascal(name)}Handler } from './handler.ts';
import { schema } from './schema.ts';

const handler = create${toPascal(name)}Handler();
const config = schema.config.parse({ header: 'X-Shop' });

test('a request with the header goes on', async () => {
  expect(await handler(makePolicyRequest({ 'x-shop': '1' }), config)).toMatchObject({ kind: 'continue' });
});

test('a request without the header is refused', async () => {
  expect(await handler(makePolicyRequest(), config)).toMatchObject({ kind: 'reject', problem: 'forbidden' });
});

test('an unknown field of the configuration is refused', () => {
  expect(schema.config.safeParse({ header: 'X-Shop', other: 1 }).success).toBe(false);
});
`;

const readmeText = (name: string) => `# ${toTitle(name)}

Refuses requests that lack a header.

## Example

\`\`\`json
{ "id": "${name}", "config": { "header": "X-Shop" } }
\`\`\`

## Headers it sets

None.

## Problems it emits

| code | when |
|---|---|
| \`forbidden\` | the header is missing |

## When a dependency is down

It has none.
`;
