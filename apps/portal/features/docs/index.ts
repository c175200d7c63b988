export { DocsLayout } from './docs-layout.tsx';
export { DocsOverview } from './docs-overview.tsx';
export { readOperationMarkdown } from './machines/read-operation-markdown.ts';
export { writeLlmsText } from './machines/write-llms-text.ts';
export { readDocsIndex } from './nav/read-docs-index.ts';
export { describeOperation, OperationPage } from './operation/operation-page.tsx';
export { SchemaPage } from './schema/schema-page.tsx';
