import { requireKebab, toCamel, toPascal, toSingular, toTitle } from './case-names.ts';
import type { Generated } from './generate.ts';

/** A verb in the order that all verbs have, its input in the contract, and its test. */
export function newVerb(entityWord: string | undefined, verbWord: string | undefined): Generated {
  const entity = requireKebab(entityWord, 'The entity');
  const word = requireKebab(verbWord, 'The verb');
  if (/^(get|list|find|preview)(-|$)/.test(word)) {
    throw new Error(
      `${word} changes nothing: take a get or list beside it as the model. Nothing was written.`,
    );
  }
  const verb = word.includes('-') ? word : `${word}-${toSingular(entity)}`;
  return {
    files: {
      [`packages/services/src/${entity}/${verb}.ts`]: verbText(entity, verb),
      [`packages/services/src/${entity}/${verb}.pg.test.ts`]: testText(entity, verb),
    },
    edits: { [`packages/contract/src/${entity}.ts`]: (text) => addInput(text, verb) },
  };
}

function addInput(text: string, verb: string): string {
  const name = `${toPascal(verb)}Input`;
  if (new RegExp(`export const ${name}\\b`).test(text)) return text;
  const imported = text.includes("from 'zod'") ? text : `import { z } from 'zod';\n${text}`;
  return `${imported}
export const ${name} = z.strictObject({ id: z.string() });
export type ${name} = z.input<typeof ${name}>;
`;
}

function verbText(entity: string, verb: string): string {
  const name = toCamel(verb);
  const input = `${toPascal(verb)}Input`;
  const kind = toSingular(entity).replaceAll('-', '_');
  const action = verb.split('-')[0] ?? verb;
  return `import { ${input} } from '@tollgate/contract/${entity}';
import type { Tx } from '@tollgate/db/db';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';

/** ${toTitle(verb)}: say here what it returns, and which problems it answers with. */
export async function ${name}(ctx: Ctx, input: ${input}): Promise<void> {
  requireRole(ctx, 'editor');
  const { id } = parseInput(${input}, input);
  await withTenantTx(ctx, async (tx) => {
    const { before, after } = await write(tx, ctx.tenantId, id);
    await recordChange(tx, ctx, {
      action: '${kind}.${pastTense(action)}',
      target: { kind: '${kind}', id },
      before,
      after,
    });
  });
}

async function write(_tx: Tx, tenantId: string, id: string): Promise<{ before: unknown; after: unknown }> {
  throw new Error(\`${name} does not yet write \${id} of \${tenantId}\`);
}
`;
}

/** The four things that every change is tested for; they fail until the verb writes. */
function testText(entity: string, verb: string): string {
  const name = toCamel(verb);
  const thing = toSingular(entity).replaceAll('-', ' ');
  const action = `${toSingular(entity).replaceAll('-', '_')}.${pastTense(verb.split('-')[0] ?? verb)}`;
  return `import { makeSeller, type Seller } from '@tollgate/testkit/factories/make-seller';
import { makeServices, type TestServices } from '@tollgate/testkit/factories/make-services';
import { auditActions, codeOf } from '@tollgate/testkit/factories/verb-guarantees';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ${name} } from './${verb}.ts';

let kit: TestServices;
let seller: Seller;
let stranger: Seller;

beforeAll(async () => {
  kit = await makeServices();
  seller = await makeSeller(kit.services, 'Atlas');
  stranger = await makeSeller(kit.services, 'Other');
});
afterAll(() => kit.close());

/** Makes what the verb changes and returns its id. */
async function make(): Promise<string> {
  throw new Error('make a ${thing} here');
}

test('it works, and the audit log says so', async () => {
  const id = await make();
  const editor = seller.memberCtx('editor');
  await ${name}(editor, { id });
  expect(await auditActions(editor, id)).toContain('${action}');
});

test('what belongs to another tenant does not exist', async () => {
  const id = await make();
  expect(await codeOf(${name}(stranger.memberCtx('owner'), { id }))).toBe('not_found');
});

test('a viewer is refused', async () => {
  expect(await codeOf(${name}(seller.memberCtx('viewer'), { id: await make() }))).toBe('role_insufficient');
});
`;
}

function pastTense(verb: string): string {
  return verb.endsWith('e') ? `${verb}d` : `${verb}ed`;
}
