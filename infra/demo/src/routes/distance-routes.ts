import { z } from 'zod';
import { parseBody } from '../read-body.ts';
import type { Route } from '../route.ts';
import type { Country } from '../world.ts';
import { getCountry } from './country-routes.ts';

const EARTH_RADIUS_KM = 6371;

const Measurement = z.strictObject({
  from: z.string().max(3),
  to: z.array(z.string().max(3)).min(1).max(50),
});

export const distanceRoutes: Route[] = [
  {
    method: 'POST',
    path: '/distances',
    handle: ({ body }) => {
      const measurement = parseBody(Measurement, body);
      const from = getCountry(measurement.from);
      return {
        from: from.code,
        data: measurement.to.map((code) => {
          const to = getCountry(code);
          return { to: to.code, distanceKm: distanceKm(from.location, to.location) };
        }),
      };
    },
  },
];

/** The great circle between two places, by the haversine formula. */
function distanceKm(from: Country['location'], to: Country['location']): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord)));
}
