import { ApiError } from '../api-error.ts';
import { readPage, readText } from '../query.ts';
import type { Route } from '../route.ts';
import { currencies, currenciesByCode } from '../world.ts';
import { getCountry } from './country-routes.ts';

export const currencyRoutes: Route[] = [
  {
    method: 'GET',
    path: '/currencies',
    handle: ({ query }) => {
      const code = readText(query, 'country');
      const country = code ? getCountry(code) : undefined;
      return readPage(
        query,
        currencies.filter((currency) => !country || country.currencies.includes(currency.code)),
      );
    },
  },
  {
    method: 'GET',
    path: '/currencies/{code}',
    handle: ({ params }) => {
      const currency = currenciesByCode.get((params.code ?? '').toUpperCase());
      if (currency) return currency;
      throw new ApiError(404, 'currency_not_found', 'No currency has this code: use ISO 4217, like EUR.');
    },
  },
];
