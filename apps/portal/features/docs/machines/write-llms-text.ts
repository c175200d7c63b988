import type { CatalogApi, CatalogProduct, PortalTenant } from '@tollgate/contract/catalog';
import { getCatalogDocs } from '@tollgate/services/catalog/get-catalog-docs';
import type { Reader } from '@tollgate/services/catalog/reader';
import type { PortalPaths } from '../../../shell/paths.ts';
import { describeMethod } from '../authentication/method-words.ts';

/** Operations listed for one API version; beyond that the list of tags leads on. */
const MOST_LISTED = 300;

/** What the text is made of. */
export interface LlmsTextInput {
  tenant: PortalTenant;
  products: CatalogProduct[];
  paths: PortalPaths;
  /** Scheme and host for absolute links. */
  origin: string;
}

/** `llms.txt`: what a portal offers, with a link to each operation as Markdown. */
export async function writeLlmsText(reader: Reader, input: LlmsTextInput): Promise<string> {
  const { tenant, products, paths, origin } = input;
  const parts = [
    `# ${tenant.name}`,
    `> APIs of ${tenant.name}. Each request says who calls, in the way that its API names; sign up at ${origin}${paths.signUp()}.`,
    `Errors of the gateway are explained at ${origin}${paths.problems()}.`,
  ];
  for (const product of products) {
    parts.push(`## ${product.name}`, product.summary);
    for (const api of product.apis) {
      const where = { product: product.slug, api: api.apiSlug, version: api.version };
      const at = { productSlug: where.product, apiSlug: where.api, version: where.version };
      const { operations } = await getCatalogDocs(reader, at);
      parts.push(`### ${api.apiName} ${api.version}`, `Base URL: ${api.baseUrl}`, authenticationOf(api));
      const lines = operations.slice(0, MOST_LISTED).map(({ operationId, method, path, summary }) => {
        const link = `${origin}${paths.operationMarkdown(where, operationId)}`;
        return `- [${method} ${path}](${link})${summary ? `: ${summary}` : ''}`;
      });
      parts.push(lines.join('\n'));
      if (operations.length > MOST_LISTED) {
        parts.push(`All ${operations.length} operations: ${origin}${paths.docsIndex(where)}`);
      }
    }
  }
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function authenticationOf({ methods }: CatalogApi): string {
  const intro = methods.length > 1 ? 'Send one of these with each request:' : 'Send with each request:';
  return `${intro}\n\n${methods.map((method) => `- ${describeMethod(method)}`).join('\n')}`;
}
