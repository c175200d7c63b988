import { EXPLAIN_HEADER, EXPLAIN_TOKEN_TYPE } from '@tollgate/domain/explain/explanation';
import type { KeySet } from '@tollgate/domain/jwt/key-set';
import { listClaim, type ParsedJwt, parseJwt, textClaim, timeClaim } from '@tollgate/domain/jwt/parse-jwt';
import { isSignedBy } from '@tollgate/domain/jwt/verify-jwt';
import type { RequestHead } from '../http/exchange.ts';
import type { Location } from '../pipeline/locate.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';

/** Who asked for an explanation. */
export interface Asker {
  readonly memberId: string;
}

interface Proof {
  readonly keys: KeySet;
  readonly jwt: ParsedJwt;
}

/** Signatures are checked beside the event loop; whoever sends more than these at once is not explained. */
const MOST_CHECKS = 8;
const MOST_PROOFS = 256;
/** A worker explains so many requests a second; beyond, they are handled as any other. */
const MOST_A_SECOND = 20;

/** Decides which requests are explained. A header that proves nothing changes nothing and is not spoken of. */
export class ExplainGate {
  readonly #proofs = new Map<string, Proof>();
  #checks = 0;
  #second = 0;
  #explained = 0;

  /** Who asked for it, when the request carries a token of its tenant that holds for its API version. */
  async ask(index: ConfigurationIndex, head: RequestHead, location: Location): Promise<Asker | null> {
    const tenantId = location.tenant?.record.id;
    const token = soleValue(head);
    if (tenantId === undefined || token === undefined) return null;
    const known = this.#proofs.get(token);
    const jwt = known?.jwt ?? parseJwt(token);
    if (!jwt || jwt.type !== EXPLAIN_TOKEN_TYPE || jwt.keyId === null || !isMeantFor(jwt, tenantId, location))
      return null;
    const signing = index.signingKeys.get(jwt.keyId);
    if (signing?.record.tenantId !== tenantId) return null;
    if (known?.keys !== signing.keys && !(await this.#prove(token, jwt, signing.keys))) return null;
    const memberId = textClaim(jwt.claims, 'sub');
    return memberId !== undefined && this.#takeTurn() ? { memberId } : null;
  }

  async #prove(token: string, jwt: ParsedJwt, keys: KeySet): Promise<boolean> {
    if (this.#checks >= MOST_CHECKS) return false;
    this.#checks++;
    try {
      if (!(await isSignedBy(jwt, keys))) return false;
    } finally {
      this.#checks--;
    }
    if (this.#proofs.size >= MOST_PROOFS) this.#proofs.delete(this.#proofs.keys().next().value as string);
    this.#proofs.set(token, { keys, jwt });
    return true;
  }

  #takeTurn(): boolean {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#explained = 0;
    }
    return ++this.#explained <= MOST_A_SECOND;
  }
}

function isMeantFor({ claims }: ParsedJwt, tenantId: string, { version }: Location): boolean {
  const nowMs = Date.now();
  if (!((timeClaim(claims, 'exp') ?? 0) > nowMs) || !listClaim(claims, 'aud').includes(tenantId))
    return false;
  const wanted = textClaim(claims, 'api_version');
  return wanted === undefined ? !('api_version' in claims) : wanted === version?.record.id;
}

// Sent twice, it is nobody's.
function soleValue({ lines }: RequestHead): string | undefined {
  const values = lines.values(EXPLAIN_HEADER);
  return values.length === 1 ? values[0] : undefined;
}
