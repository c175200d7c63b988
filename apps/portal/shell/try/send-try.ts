import type { TryAnswer, TryFailure, TryInput } from './try-message.ts';

/** Asks our server to send a request to the gateway; every failure is a sentence. */
export async function sendTry(address: string, input: TryInput): Promise<TryAnswer | TryFailure> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (response.status === 429) return tooMany(response);
    return (await response.json()) as TryAnswer | TryFailure;
  } catch {
    return { failure: 'The portal could not be reached. Check your connection and try again.' };
  }
}

function tooMany(response: Response): TryFailure {
  const waitMs = Number(response.headers.get('retry-after') ?? '60') * 1000;
  return { failure: 'You sent many requests in a short time.', retryAtMs: Date.now() + waitMs };
}
