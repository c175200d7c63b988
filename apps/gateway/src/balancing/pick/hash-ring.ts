const POINTS = 4096;

/** A name of a target that stays the same when others come and go, and its share. */
export interface RingMember {
  readonly name: string;
  readonly weight: number;
}

/**
 * Consistent hashing. Each member owns points on a ring in proportion to its weight, and a key belongs to the next point.
 * A member that is left out gives its keys to its neighbours, and no other key moves.
 */
export class HashRing<T extends RingMember> {
  readonly #places: Uint32Array;
  readonly #owners: readonly T[];

  constructor(members: readonly T[]) {
    const total = members.reduce((sum, { weight }) => sum + weight, 0);
    const points = members.flatMap((owner) => {
      const count = Math.max(1, Math.round((POINTS * owner.weight) / total));
      return Array.from({ length: count }, (_, at) => ({ place: hashOf(`${owner.name} ${at}`), owner }));
    });
    points.sort((a, b) => a.place - b.place || (a.owner.name < b.owner.name ? -1 : 1));
    this.#places = Uint32Array.from(points, ({ place }) => place);
    this.#owners = points.map(({ owner }) => owner);
  }

  /** The member a key belongs to, among those that are fit; undefined when none is. */
  find(key: string, isFit: (member: T) => boolean): T | undefined {
    const owners = this.#owners;
    const start = this.#firstFrom(hashOf(key));
    for (let step = 0; step < owners.length; step++) {
      const owner = owners[(start + step) % owners.length] as T;
      if (isFit(owner)) return owner;
    }
    return undefined;
  }

  #firstFrom(place: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** 32 bits of FNV-1a, mixed once more so that texts that differ at their end lie far apart. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
