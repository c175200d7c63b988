import { isRouteConflict, MAX_VARIANTS, type RoutedOperation } from '@tollgate/domain/routing/route-order';
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
type Variants = Map<string, ImportedOperation[]>;

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
  const variants: Variants = new Map();
  const found: Found[] = [];
  keys.forEach((path, index) => {
    found.push(...readPathItem(reading, path, paths[path], security, variants));
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
  key: string,
  value: unknown,
  security: SecurityRequirement[],
  variants: Variants,
): Found[] {
  const at = memberLocation('#/paths', key);
  // A document has each path once: what follows a "#" only lets operations of one path stand side by side.
  const path = key.replace(/#[\w.~-]*$/, '');
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
    const normalized = normalizeOperation(reading, operation, location, { ...around, method });
    noteConflict(reading, variants, normalized, template.shape, memberLocation(at, name));
    return [{ operation: normalized, location }];
  });
}

function noteConflict(
  reading: Reading,
  variants: Variants,
  operation: ImportedOperation,
  shape: string,
  location: string,
): void {
  const { method, path } = operation;
  const key = `${method} ${shape}`;
  const others = variants.get(key) ?? [];
  variants.set(key, [...others, operation]);
  if (others.length === MAX_VARIANTS) {
    const message = `${method} ${quoted(path)} has more than ${MAX_VARIANTS} operations.`;
    reading.problems.add(location, message, 'Remove some of them.');
  }
  const other = others
    .slice(0, MAX_VARIANTS)
    .find((candidate) => isRouteConflict(routed(candidate), routed(operation)));
  if (!other) return;
  reading.problems.add(
    location,
    `${method} ${quoted(path)} and ${method} ${quoted(other.path)} match the same requests.`,
    'Remove one of them, make their fixed parts differ, or tell them apart with x-tollgate-match.',
  );
}

function routed({ operationId, method, path, route }: ImportedOperation): RoutedOperation {
  return { operationId, method, template: path, match: route?.match };
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
