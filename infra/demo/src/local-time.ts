import { ApiError } from './api-error.ts';
import { timezonesByName } from './world.ts';

export type LocalTime = {
  timezone: string;
  /** The wall clock there, without an offset. */
  local: string;
  offset: string;
  utc: string;
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show at an instant. */
export function localTime(timezone: string, at: Date): LocalTime {
  const parts = Object.fromEntries(
    formatterOf(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second, timeZoneName = 'GMT' } = parts;
  const offset = timeZoneName === 'GMT' ? '+00:00' : timeZoneName.replace('GMT', '').slice(0, 6);
  return {
    timezone,
    local: `${year}-${month}-${day}T${hour}:${minute}:${second}`,
    offset,
    utc: at.toISOString(),
  };
}

function formatterOf(timezone: string): Intl.DateTimeFormat {
  if (timezone !== 'UTC' && !timezonesByName.has(timezone)) {
    throw new ApiError(
      404,
      'timezone_not_found',
      'No time zone has this name: see /timezones, like Europe/Paris.',
    );
  }
  let formatter = formatters.get(timezone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
    formatters.set(timezone, formatter);
  }
  return formatter;
}
