import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const yaml = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8');

/** The World API's own OpenAPI 3.1 document, as written and as JSON. */
export const openApiDocument = { yaml, json: JSON.stringify(parse(yaml)) };
