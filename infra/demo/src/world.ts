import { getAllTimezones, getTimezonesForCountry } from 'countries-and-timezones';
import sourceModule, { type Country as WorldCountry } from 'world-countries';

// The package's types say that it has a default export; its module is the list itself.
const worldCountries = sourceModule as unknown as WorldCountry[];

export type Country = {
  code: string;
  code3: string;
  name: string;
  officialName: string;
  capital: string | null;
  region: string;
  subregion: string | null;
  languages: { code: string; name: string }[];
  currencies: string[];
  timezones: string[];
  neighbours: string[];
  location: { latitude: number; longitude: number };
  areaKm2: number;
  isLandlocked: boolean;
  callingCodes: string[];
  topLevelDomains: string[];
  flag: string;
};

export type Currency = { code: string; name: string; symbol: string; countries: string[] };
export type Timezone = { name: string; countries: string[]; standardOffset: string; summerOffset: string };

/** Every country, by name. */
export const countries: Country[] = worldCountries.map(toCountry).sort(byName);
/** Countries by their two-letter and three-letter codes. */
export const countriesByCode = new Map(
  countries.flatMap((country) => [
    [country.code, country],
    [country.code3, country],
  ]),
);
/** Every currency in use, by code. */
export const currencies: Currency[] = collectCurrencies();
export const currenciesByCode = new Map(currencies.map((currency) => [currency.code, currency]));
/** Every time zone that a country uses, by name. */
export const timezones: Timezone[] = collectTimezones();
export const timezonesByName = new Map(timezones.map((timezone) => [timezone.name, timezone]));

function toCountry(source: WorldCountry): Country {
  const { root, suffixes } = source.idd;
  return {
    code: source.cca2,
    code3: source.cca3,
    name: source.name.common,
    officialName: source.name.official,
    capital: source.capital?.[0] ?? null,
    region: source.region,
    subregion: source.subregion || null,
    languages: Object.entries(source.languages ?? {}).map(([code, name]) => ({ code, name })),
    currencies: Object.keys(source.currencies ?? {}),
    timezones: (getTimezonesForCountry(source.cca2) ?? []).map(({ name }) => name).sort(),
    neighbours: source.borders ?? [],
    location: { latitude: source.latlng[0], longitude: source.latlng[1] },
    areaKm2: source.area,
    isLandlocked: source.landlocked,
    // Lists like +1 201, +1 202, … are shortened to their common root.
    callingCodes: suffixes?.length === 1 ? [`${root}${suffixes[0]}`] : root ? [root] : [],
    topLevelDomains: source.tld ?? [],
    flag: source.flag,
  };
}

function byName(left: { name: string }, right: { name: string }): number {
  return left.name.localeCompare(right.name, 'en');
}

function collectCurrencies(): Currency[] {
  const found = new Map<string, Currency>();
  for (const { cca2, currencies: used } of worldCountries) {
    for (const [code, { name, symbol }] of Object.entries(used ?? {})) {
      const currency = found.get(code) ?? { code, name, symbol, countries: [] };
      currency.countries.push(cca2);
      found.set(code, currency);
    }
  }
  for (const currency of found.values()) currency.countries.sort();
  return [...found.values()].sort((left, right) => (left.code < right.code ? -1 : 1));
}

function collectTimezones(): Timezone[] {
  return Object.values(getAllTimezones())
    .filter((timezone) => !timezone.aliasOf && timezone.countries.length > 0)
    .map((timezone) => ({
      name: timezone.name,
      countries: [...timezone.countries].sort(),
      standardOffset: timezone.utcOffsetStr,
      summerOffset: timezone.dstOffsetStr,
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
