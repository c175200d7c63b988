const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CLOCK = '(\\d{2}):(\\d{2}):(\\d{2})';
const IMF = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\\d{2}) (\\w{3}) (\\d{4}) ${CLOCK} GMT$`, 'i');
const RFC_850 = new RegExp(
  `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d{2})-(\\w{3})-(\\d{2}) ${CLOCK} GMT$`,
  'i',
);
const ASCTIME = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\\w{3}) ([ \\d]\\d) ${CLOCK} (\\d{4})$`, 'i');

/** A date in one of the three forms HTTP has (RFC 9110, 5.6.7), in whatever case, in Unix milliseconds; null when it is none. */
export function readHttpDate(text: string): number | null {
  const imf = IMF.exec(text);
  if (imf) return toMs(imf[3], imf[2], imf[1], imf[4], imf[5], imf[6]);
  const asctime = ASCTIME.exec(text);
  if (asctime) return toMs(asctime[6], asctime[1], asctime[2], asctime[3], asctime[4], asctime[5]);
  const old = RFC_850.exec(text);
  if (!old) return null;
  // Two digits that seem more than fifty years ahead are of the century before.
  const thisYear = new Date().getUTCFullYear();
  const year = Number(old[3]) + Math.floor(thisYear / 100) * 100;
  return toMs(String(year > thisYear + 50 ? year - 100 : year), old[2], old[1], old[4], old[5], old[6]);
}

function toMs(year = '', monthName = '', day = '', hours = '', minutes = '', seconds = ''): number | null {
  const month = MONTHS.indexOf(monthName.toLowerCase());
  if (month === -1 || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const ms = Date.UTC(Number(year), month, Number(day), Number(hours), Number(minutes), Number(seconds));
  return new Date(ms).getUTCDate() === Number(day) || seconds === '60' ? ms : null;
}
