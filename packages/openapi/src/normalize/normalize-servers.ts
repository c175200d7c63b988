import { hasControlCharacters } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import type { Reading } from './reading.ts';

const relativeUrl = /^(?!\/\/)[\w\-./~%]+$/;

/** Server URLs with their variables replaced by the defaults; http, https and relative ones only. */
export function normalizeServers(reading: Reading, value: unknown, location: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    reading.problems.add(
      location,
      'servers must be a list.',
      'Write each server as a list entry with a url.',
    );
    return [];
  }
  const urls: string[] = [];
  value.forEach((entry, index) => {
    const at = memberLocation(location, index);
    const written = isObject(entry) ? ownValue(entry, 'url') : undefined;
    if (!isObject(entry) || typeof written !== 'string') {
      reading.problems.add(at, 'A server must have a url.', 'Add the url.');
      return;
    }
    const url = fillVariables(written, entry).trim();
    if (isUsable(url)) urls.push(url);
    else {
      reading.warnings.add(
        `${at}/url`,
        `The server ${quoted(written)} is left out.`,
        'Use an http or https URL, or a path that starts with a slash.',
      );
    }
  });
  return [...new Set(urls)];
}

function fillVariables(url: string, server: JsonObject): string {
  const variables = ownValue(server, 'variables');
  if (!isObject(variables)) return url;
  return url.replace(/\{([^{}]+)\}/g, (written, name: string) => {
    const variable = ownValue(variables, name);
    const standard = isObject(variable) ? ownValue(variable, 'default') : undefined;
    return typeof standard === 'string' || typeof standard === 'number' ? String(standard) : written;
  });
}

function isUsable(url: string): boolean {
  if (url === '' || url.length > 2000 || hasControlCharacters(url) || /[\s{}]/.test(url)) return false;
  if (relativeUrl.test(url)) return true;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
