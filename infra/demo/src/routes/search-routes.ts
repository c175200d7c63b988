import { ApiError } from '../api-error.ts';
import { readText, readWhole } from '../query.ts';
import type { Route } from '../route.ts';
import { countries, currencies, timezones } from '../world.ts';

type Hit = { kind: 'country' | 'currency' | 'timezone'; id: string; name: string; text: string };
type Found = Omit<Hit, 'text'>;

const everything: Hit[] = [
  ...countries.map(({ code, code3, name, officialName, capital }) =>
    hit('country', code, name, [code, code3, name, officialName, capital ?? '']),
  ),
  ...currencies.map(({ code, name }) => hit('currency', code, name, [code, name])),
  ...timezones.map(({ name }) => hit('timezone', name, name, [name.replaceAll('_', ' '), name])),
];

export const searchRoutes: Route[] = [
  {
    method: 'GET',
    path: '/search',
    handle: ({ query }): { data: Found[] } => {
      const words = readText(query, 'q');
      if (!words) throw new ApiError(400, 'invalid_parameter', 'q must say what to search for.');
      const limit = readWhole(query, 'limit', { least: 1, most: 50, fallback: 10 });
      return { data: search(fold(words), limit) };
    },
  },
];

function search(words: string, limit: number): Found[] {
  return everything
    .flatMap((entry) => {
      const at = entry.text.indexOf(words);
      return at < 0 ? [] : [{ entry, isStart: entry.text.includes(`\n${words}`) }];
    })
    .sort((left, right) => Number(right.isStart) - Number(left.isStart))
    .slice(0, limit)
    .map(({ entry: { kind, id, name } }) => ({ kind, id, name }));
}

function hit(kind: Hit['kind'], id: string, name: string, texts: string[]): Hit {
  return { kind, id, name, text: `\n${texts.map(fold).join('\n')}` };
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
