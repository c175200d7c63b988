/** An attribute as OTLP writes it in JSON. */
export interface SpanAttribute {
  readonly key: string;
  readonly value:
    | { readonly stringValue: string }
    | { readonly intValue: string }
    | { readonly boolValue: boolean };
}

/** A span as OTLP writes it in JSON: ids in hex, times in nanoseconds as text. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly SpanAttribute[];
  readonly status: { readonly code: number; readonly message?: string };
}

/** An attribute of a text or a number; none for what is empty. */
export function attribute(key: string, value: string | number): SpanAttribute[] {
  if (value === '') return [];
  return [{ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }];
}
