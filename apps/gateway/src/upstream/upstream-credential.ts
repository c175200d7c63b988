import { credentialFault, type SealedCredential } from '@tollgate/domain/upstreams/upstream-credential';

/** What an upstream is called with. A client's own of the same name is replaced, never sent beside it. */
export interface UpstreamCredential {
  /** Changes headers that are on their way, names and values in turn; names of clients are in lower case. */
  putInto(headers: string[]): void;
  /** The query with it, question mark included. */
  inQuery(query: string): string;
}

/** Makes ready how a credential is sent. Throws for one that cannot be. */
export function makeCredential(
  place: Pick<SealedCredential, 'in' | 'name'>,
  secret: string,
): UpstreamCredential {
  const fault = credentialFault(place, secret);
  if (fault) throw new Error(`the ${fault.field} of the upstream's credential ${fault.message}`);
  const { name } = place;
  switch (place.in) {
    case 'header':
      return headerCredential(name.toLowerCase(), secret);
    case 'basic':
      return headerCredential(
        'authorization',
        `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
      );
    case 'query':
      return queryCredential(name, secret);
  }
}

function headerCredential(name: string, value: string): UpstreamCredential {
  const plain = name.replaceAll('_', '-');
  return {
    inQuery: (query) => query,
    putInto: (headers) => {
      let kept = 0;
      for (let i = 0; i < headers.length; i += 2) {
        const other = headers[i] as string;
        // What CGI would read as the same name is the same.
        if (other.length === name.length && other.replaceAll('_', '-') === plain) continue;
        headers[kept] = other;
        headers[kept + 1] = headers[i + 1] as string;
        kept += 2;
      }
      headers.length = kept;
      headers.push(name, value);
    },
  };
}

function queryCredential(name: string, secret: string): UpstreamCredential {
  const wanted = name.toLowerCase();
  const ours = `${encodeURIComponent(name)}=${encodeURIComponent(secret)}`;
  return {
    putInto: () => {},
    inQuery: (query) => {
      const parts = query.slice(1).split('&');
      const others = parts.filter((part) => part !== '' && !namesOf(part).includes(wanted));
      return `?${[...others, ours].join('&')}`;
    },
  };
}

// Some servers end a parameter at a semicolon too, and some do not tell capitals apart.
function namesOf(part: string): string[] {
  return part.split(';').map((piece) => {
    const name = piece.split('=', 1)[0] as string;
    return decoded(name.replaceAll('+', ' ')).toLowerCase();
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
