import { ApiError } from '../api-error.ts';
import { readFlag, readPage, readText } from '../query.ts';
import type { Route } from '../route.ts';
import { type Country, countries, countriesByCode, timezonesByName } from '../world.ts';

/** Finds a country by either of its codes, in any case. */
export function getCountry(code: string): Country {
  const country = countriesByCode.get(code.toUpperCase());
  if (country) return country;
  throw new ApiError(404, 'country_not_found', 'No country has this code: use ISO 3166-1, like FR or FRA.');
}

export const countryRoutes: Route[] = [
  {
    method: 'GET',
    path: '/countries',
    handle: ({ query }) => readPage(query, countries.filter(readFilter(query))),
  },
  { method: 'GET', path: '/countries/{code}', handle: ({ params }) => getCountry(params.code ?? '') },
  {
    method: 'GET',
    path: '/countries/{code}/neighbours',
    handle: ({ params }) => ({ data: getCountry(params.code ?? '').neighbours.map(getCountry) }),
  },
  {
    method: 'GET',
    path: '/countries/{code}/timezones',
    handle: ({ params }) => ({
      data: getCountry(params.code ?? '').timezones.flatMap((name) => timezonesByName.get(name) ?? []),
    }),
  },
  { method: 'GET', path: '/regions', handle: () => ({ data: regions }) },
];

const regions = Object.entries(Object.groupBy(countries, ({ region }) => region))
  .map(([name, members = []]) => ({
    name,
    countries: members.length,
    subregions: [...new Set(members.flatMap(({ subregion }) => subregion ?? []))].sort(),
  }))
  .sort((left, right) => (left.name < right.name ? -1 : 1));

function readFilter(query: URLSearchParams): (country: Country) => boolean {
  const region = readText(query, 'region')?.toLowerCase();
  const subregion = readText(query, 'subregion')?.toLowerCase();
  const currency = readText(query, 'currency')?.toUpperCase();
  const language = readText(query, 'language')?.toLowerCase();
  const isLandlocked = readFlag(query, 'landlocked');
  return (country) =>
    (!region || country.region.toLowerCase() === region) &&
    (!subregion || country.subregion?.toLowerCase() === subregion) &&
    (!currency || country.currencies.includes(currency)) &&
    (!language || country.languages.some(({ code }) => code === language)) &&
    (isLandlocked === undefined || country.isLandlocked === isLandlocked);
}
