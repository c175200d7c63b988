/** An answer of ClickHouse's own shape: `Code: N. DB::Exception: text (NAME)`. */
export class ClickHouseError extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, name: string, text: string, status = statusOf(code)) {
    super(`Code: ${code}. DB::Exception: ${text} (${name})`);
    this.code = code;
    this.status = status;
  }
}

/** Turns whatever the engine threw into a ClickHouse error with its code and HTTP status. */
export function toClickHouseError(thrown: unknown): ClickHouseError {
  if (thrown instanceof ClickHouseError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const found = /Code: (\d+)\. DB::Exception: ([\s\S]*)\(([A-Z0-9_]{3,})\)\s*$/.exec(message);
  if (!found) return new ClickHouseError(1002, 'UNKNOWN_EXCEPTION', message);
  const [, code, text, name] = found as unknown as [string, string, string, string];
  return new ClickHouseError(Number(code), name, text.trim());
}

// The statuses of ClickHouse's own HTTPHandler (exceptionCodeToHTTPStatus).
const STATUSES: Record<number, number> = {
  194: 401,
  192: 403,
  193: 403,
  291: 403,
  497: 403,
  516: 403,
  46: 404,
  47: 404,
  50: 404,
  56: 404,
  60: 404,
  73: 404,
  78: 404,
  81: 404,
  115: 404,
  6: 400,
  26: 400,
  27: 400,
  36: 400,
  38: 400,
  41: 400,
  43: 400,
  53: 400,
  57: 400,
  62: 400,
  69: 400,
  70: 400,
  72: 400,
  117: 400,
  130: 400,
  131: 400,
  456: 400,
  457: 400,
  48: 501,
  159: 408,
  160: 408,
  202: 503,
  307: 413,
};

function statusOf(code: number): number {
  return STATUSES[code] ?? 500;
}
