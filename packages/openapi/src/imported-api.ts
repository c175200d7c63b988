import type { OperationRoute } from '@tollgate/domain/routing/operation-route';
import type { ImportError } from './import-problem.ts';

/** A schema in the OpenAPI 3.1 dialect; `$ref` is always `#/components/schemas/<name>`. */
export type ApiSchema = boolean | SchemaObject;

/** Keywords that rendering reads; all others of the list in schema-keywords.ts are carried along. */
export type SchemaObject = {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, ApiSchema>;
  patternProperties?: Record<string, ApiSchema>;
  additionalProperties?: ApiSchema;
  required?: string[];
  items?: ApiSchema;
  prefixItems?: ApiSchema[];
  allOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  anyOf?: ApiSchema[];
  not?: ApiSchema;
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  deprecated?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  [keyword: string]: unknown;
};

/** Names and values of `x-tollgate-*` and the other vendor extensions that Tollgate reads. */
export type Extensions = Record<string, unknown>;

/** One alternative of security: every named scheme of it is needed, with its scopes. */
export type SecurityRequirement = Record<string, string[]>;

export type ExternalDocs = { url: string; description: string };

export type DocExample = { name: string; summary: string; description: string; value: unknown };

export type DocMediaType = { mediaType: string; schema?: ApiSchema; examples: DocExample[] };

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

export type DocParameter = {
  name: string;
  in: ParameterPlace;
  required: boolean;
  deprecated: boolean;
  description: string;
  schema: ApiSchema;
  /** The first example, when the document gives one. */
  example?: unknown;
  examples: DocExample[];
  style?: string;
  explode?: boolean;
  /** Set when the value is itself a document, such as JSON in a query parameter. */
  mediaType?: string;
};

export type DocHeader = {
  name: string;
  required: boolean;
  deprecated: boolean;
  description: string;
  schema: ApiSchema;
};

export type DocRequestBody = { description: string; required: boolean; content: DocMediaType[] };

/** `status` is a code, a class such as `4XX`, or `default`. */
export type DocResponse = {
  status: string;
  description: string;
  headers: DocHeader[];
  content: DocMediaType[];
};

export type CodeSample = { lang: string; label: string; source: string };

/** Everything that the docs of one operation need, apart from the named schemas. Texts are untrusted Markdown. */
export type OperationDetail = {
  operationId: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  tags: string[];
  deprecated: boolean;
  externalDocs?: ExternalDocs;
  parameters: DocParameter[];
  requestBody?: DocRequestBody;
  responses: DocResponse[];
  security: SecurityRequirement[];
  codeSamples: CodeSample[];
  /** Server URLs that replace those of the API for this operation; empty when there are none. */
  servers: string[];
};

/** `method` is in capitals; `path` is the template as written. */
export type ImportedOperation = {
  operationId: string;
  method: string;
  path: string;
  summary: string;
  tags: string[];
  deprecated: boolean;
  internal: boolean;
  /** What `x-tollgate-match` and `x-tollgate-rewrite` say; null when there is neither. */
  route: OperationRoute | null;
  extensions: Extensions;
  detail: OperationDetail;
};

export type ApiTag = { name: string; description: string; displayName?: string };

export type TagGroup = { name: string; tags: string[] };

export type SecurityScheme = {
  type: string;
  description: string;
  in?: string;
  name?: string;
  scheme?: string;
  bearerFormat?: string;
  openIdConnectUrl?: string;
  scopes: Record<string, string>;
};

/** A whole OpenAPI document as Tollgate stores and renders it. */
export type ImportedApi = {
  /** The OpenAPI version that the document declares, such as `3.0.3`. */
  openapi: string;
  title: string;
  version: string;
  description: string;
  servers: string[];
  security: SecurityRequirement[];
  securitySchemes: Record<string, SecurityScheme>;
  tags: ApiTag[];
  tagGroups: TagGroup[];
  operations: ImportedOperation[];
  schemas: Record<string, ApiSchema>;
  extensions: Extensions;
  externalDocs?: ExternalDocs;
  /** Things that were mended or left out, the first fifty. */
  warnings: ImportError[];
};

/** How far an import has come. */
export type ImportProgress = {
  step: 'parse' | 'validate' | 'operations' | 'done';
  done: number;
  total: number;
};
