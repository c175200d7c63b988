import type { Extensions } from '../imported-api.ts';
import { cleanJson, jsonLength } from '../text/clean-json.ts';
import { type JsonObject, setOwn } from '../text/json-value.ts';
import type { Reading } from './reading.ts';

const vendors = /^x-(tollgate|kong)-|^x-(tyk-api-gateway|zuplo-route)$/;

/** The extensions that configure Tollgate, or were written for a product people come from. Never shown to developers. */
export function readExtensions(reading: Reading, value: JsonObject): Extensions {
  const extensions: Extensions = {};
  for (const key of Object.keys(value)) {
    if (!vendors.test(key) || key.length > 200) continue;
    reading.spend(key.length + jsonLength(value[key]));
    setOwn(extensions, key, cleanJson(value[key]));
  }
  return extensions;
}
