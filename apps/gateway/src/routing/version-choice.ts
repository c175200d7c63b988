import type { VersionSelection } from '@tollgate/domain/routing/version-routing';
import type { ApiVersionRecord } from '@tollgate/domain/snapshot';
import type { RequestHead } from '../http/exchange.ts';
import { headerValue } from './conditions.ts';
import { mediaRanges } from './media-ranges.ts';

/** What stands under a base path. */
export interface StandingVersion {
  readonly record: Pick<ApiVersionRecord, 'id' | 'routing'>;
  readonly basePath: string;
}

/**
 * The version of a base path that a request means. Null when it names one that is not there, or none where none is the
 * default.
 */
export class VersionChoice<Version extends StandingVersion> {
  readonly versions: readonly Version[];
  readonly #selection: VersionSelection;
  readonly #byValue: ReadonlyMap<string, Version>;
  readonly #fallback: Version | null;

  /** All with a selection, of one kind and name. */
  constructor(versions: readonly Version[]) {
    this.versions = versions;
    this.#selection = selectionOf(versions[0] as Version);
    this.#byValue = new Map(versions.map((version) => [selectionOf(version).value, version]));
    this.#fallback = versions.find((version) => selectionOf(version).isDefault) ?? null;
  }

  choose(head: RequestHead): Version | null {
    const named = this.#selection.by === 'header' ? this.#byHeader(head) : this.#byMediaType(head);
    if (named !== undefined) return named;
    // A browser asks before it sends its headers: any version may tell it what is allowed.
    return this.#fallback ?? (head.method === 'OPTIONS' ? (this.versions[0] ?? null) : null);
  }

  /** What a request may say, in words. */
  get hint(): string {
    const values = [...this.#byValue.keys()].join(', ');
    return `Say which version of the API is meant with ${whereOf(this.#selection)}: ${values}.`;
  }

  // Undefined where the request says nothing.
  #byHeader(head: RequestHead): Version | null | undefined {
    if (this.#selection.by !== 'header') return undefined;
    const value = headerValue(head, this.#selection.name);
    if (value === undefined) return undefined;
    return value === null ? null : (this.#byValue.get(value) ?? null);
  }

  #byMediaType(head: RequestHead): Version | null | undefined {
    const selection = this.#selection;
    let isNamed = false;
    for (const { type, parameters } of mediaRanges(head)) {
      const value = selection.by === 'media_type_parameter' ? parameters.get(selection.name) : type;
      if (value === undefined) continue;
      const version = this.#byValue.get(value);
      if (version) return version;
      isNamed ||= selection.by === 'media_type_parameter';
    }
    return isNamed ? null : undefined;
  }
}

function selectionOf({ record }: StandingVersion): VersionSelection {
  return record.routing?.selection as VersionSelection;
}

function whereOf(selection: VersionSelection): string {
  if (selection.by === 'header') return `the header ${selection.name}`;
  const parameter = selection.by === 'media_type' ? '' : `the parameter ${selection.name} of `;
  return `${parameter}a media type in Accept`;
}
