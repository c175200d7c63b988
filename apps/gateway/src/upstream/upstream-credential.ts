import { credentialFault, type SealedCredential } from '@tollgate/domain/upstreams/upstream-credential';

/** What an upstream is called with. A client's own of the same name is replaced, never sent beside it. */
export interface UpstreamCredential {
  /** Its header line with its end; empty where it is no header. */
  readonly line: string;
  /** Whether a client's header, its name in lower case, makes room for it. */
  replaces(name: string): boolean;
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
    line: `${name}: ${value}\r\n`,
    // What CGI would read as the same name is the same.
    replaces: (other) => other.length === name.length && other.replaceAll('_', '-') === plain,
  };
}

function queryCredential(name: string, secret: string): UpstreamCredential {
  const wanted = name.toLowerCase();
  const ours = `${encodeURIComponent(name)}=${encodeURIComponent(secret)}`;
  return {
    line: '',
    replaces: () => false,
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
