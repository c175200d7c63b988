import { importProblem } from '../import-problem.ts';
import type { ImportedOperation, ImportProgress, SecurityRequirement } from '../imported-api.ts';
import { readExtensions } from '../normalize/extensions.ts';
import { normalizeServers } from '../normalize/normalize-servers.ts';
import type { Reading } from '../normalize/reading.ts';
import { isMarkedInternal } from '../schemas/normalize-schema.ts';
import { isObject, type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import { normalizeOperation } from './normalize-operation.ts';
import { normalizeParameters } from './normalize-parameters.ts';
import { freeOperationId, makeOperationId } from './operation-ids.ts';
import { readPathTemplate } from './path-template.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

type Found = { operation: ImportedOperation; location: string };
type Shapes = Map<string, string>;

/** Every operation of the document in its order, with unique ids. */
export function normalizePaths(
  reading: Reading,
  security: SecurityRequirement[],
  onProgress: (progress: ImportProgress) => void,
): ImportedOperation[] {
  const paths = ownValue(reading.root, 'paths');
  if (!isObject(paths)) {
    const message = paths === undefined ? 'The document has no paths.' : 'paths must be an object.';
    reading.problems.add('#/paths', message, 'Write one entry for each path, such as "/orders/{id}".');
    return [];
  }
  const keys = Object.keys(paths).filter((key) => !key.startsWith('x-'));
  const shapes: Shapes = new Map();
  const found: Found[] = [];
  keys.forEach((path, index) => {
    found.push(...readPathItem(reading, path, paths[path], security, shapes));
    if (found.length > reading.limits.maxOperations) throw tooManyOperations(reading.limits.maxOperations);
    if (index % 50 === 0) onProgress({ step: 'operations', done: index, total: keys.length });
  });
  onProgress({ step: 'operations', done: keys.length, total: keys.length });
  if (found.length === 0) {
    reading.warnings.add('#/paths', 'The document describes no operation.', 'Add a path with a method.');
  }
  giveIds(reading, found);
  return found.map(({ operation }) => operation);
}

function readPathItem(
  reading: Reading,
  path: string,
  value: unknown,
  security: SecurityRequirement[],
  shapes: Shapes,
): Found[] {
  const at = memberLocation('#/paths', path);
  const template = readPathTemplate(path);
  if ('message' in template) {
    reading.problems.add(at, `${template.message} (${quoted(path)})`, template.fix);
    return [];
  }
  const item = reading.object(value, at, 'A path');
  if (!item) return [];
  noteUnsupportedMethods(reading, item.value, item.location);
  const around = {
    path,
    pathParameterNames: template.parameters,
    isInternal: isMarkedInternal(item.value),
    parameters: normalizeParameters(
      reading,
      ownValue(item.value, 'parameters'),
      `${item.location}/parameters`,
    ),
    servers: normalizeServers(reading, ownValue(item.value, 'servers'), `${item.location}/servers`),
    security,
    extensions: readExtensions(reading, item.value),
  };
  return methods.flatMap((name) => {
    const operation = ownValue(item.value, name);
    if (operation === undefined) return [];
    const location = memberLocation(item.location, name);
    if (!isObject(operation)) {
      reading.problems.add(
        location,
        'An operation must be an object.',
        'Describe it with fields, or remove it.',
      );
      return [];
    }
    const method = name.toUpperCase();
    noteConflict(reading, shapes, method, path, template.shape, memberLocation(at, name));
    return [{ operation: normalizeOperation(reading, operation, location, { ...around, method }), location }];
  });
}

function noteConflict(
  reading: Reading,
  shapes: Shapes,
  method: string,
  path: string,
  shape: string,
  location: string,
): void {
  const key = `${method} ${shape}`;
  const other = shapes.get(key);
  if (other === undefined) {
    shapes.set(key, path);
    return;
  }
  reading.problems.add(
    location,
    `${method} ${quoted(path)} and ${method} ${quoted(other)} match the same requests.`,
    'Remove one of them, or make their fixed parts differ.',
  );
}

function noteUnsupportedMethods(reading: Reading, item: JsonObject, location: string): void {
  for (const key of ['query', 'additionalOperations']) {
    if (ownValue(item, key) === undefined) continue;
    const at = memberLocation(location, key);
    reading.warnings.add(
      at,
      `${quoted(key)} is not supported; it is left out.`,
      `Use ${methods.join(', ')}.`,
    );
  }
}

function giveIds(reading: Reading, found: Found[]): void {
  const declared = new Map<string, ImportedOperation>();
  for (const { operation, location } of found) {
    if (!operation.operationId) continue;
    const other = declared.get(operation.operationId);
    if (!other) {
      declared.set(operation.operationId, operation);
      continue;
    }
    reading.problems.add(
      memberLocation(location, 'operationId'),
      `operationId ${quoted(operation.operationId)} is used by ${naming(other)} and by ${naming(operation)}.`,
      'Give each operation an id of its own, or leave it out.',
    );
  }
  const taken = new Set(declared.keys());
  for (const { operation } of found) {
    if (operation.operationId) continue;
    const id = freeOperationId(makeOperationId(operation.method, operation.path), taken);
    taken.add(id);
    operation.operationId = id;
    operation.detail.operationId = id;
  }
}

function naming(operation: ImportedOperation): string {
  return `${operation.method} ${operation.path}`;
}

function tooManyOperations(maxOperations: number) {
  return importProblem(
    '#/paths',
    `The document has more operations than the ${maxOperations.toLocaleString('en')} allowed.`,
    'Split the API into several documents.',
  );
}
