import { type ImportProblem, importProblem } from '../import-problem.ts';
import { defaultImportLimits, type ImportLimits } from '../limits.ts';
import { decodeText } from './decode-text.ts';
import { findJsonError } from './find-json-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { lineAt, scanJson } from './scan-json.ts';

// A brace or bracket followed by anything but a quote, a bracket or the end is YAML's flow style.
const startsAsJson = /^[{[]\s*(["[\]{}]|$)/;

/** The plain value of a JSON or YAML document in UTF-8. Throws ImportProblem when it is broken or too large. */
export function parseDocument(bytes: Uint8Array, limits: ImportLimits = defaultImportLimits): unknown {
  const text = decodeText(bytes, limits.maxBytes);
  const start = text.slice(0, 2000).trimStart();
  if (start === '') {
    throw importProblem('document', 'The document is empty.', 'Choose an OpenAPI document in JSON or YAML.');
  }
  if (start.startsWith('<')) throw looksLikeMarkup(start);
  if (startsAsJson.test(start)) {
    scanJson(text, limits);
    return parseJson(text);
  }
  return parseYaml(text, limits);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { position, message } = findJsonError(text);
    throw importProblem(
      `line ${lineAt(text, position)}`,
      `The JSON is not valid: ${message}.`,
      'Correct the document at this line.',
    );
  }
}

function looksLikeMarkup(start: string): ImportProblem {
  const isHtml = /^<(!doctype html|html|head|body)/i.test(start);
  return importProblem(
    'document',
    isHtml ? 'This is an HTML page, not an OpenAPI document.' : 'This is XML, not an OpenAPI document.',
    isHtml
      ? 'Use the address of the OpenAPI document itself (often openapi.json), not of the page that shows it.'
      : 'Export the API as OpenAPI 3.0 or 3.1 in JSON or YAML.',
  );
}
