import { findSelectionConflict } from '@tollgate/domain/routing/selection-conflict';
import { type StandingVersion, VersionChoice } from './version-choice.ts';

/** Who answers under one base path: one version, or several of which the request says which. */
export interface BasePathEntry<Version extends StandingVersion> {
  /** Null where a choice is to be made. */
  readonly only: Version | null;
  readonly choice: VersionChoice<Version> | null;
}

/** The API versions of a tenant by base path. */
export class BasePathTable<Version extends StandingVersion> {
  /** Segments of the deepest base path so far. */
  deepest = 0;
  readonly #entries = new Map<string, BasePathEntry<Version>>();

  at(basePath: string): BasePathEntry<Version> | undefined {
    return this.#entries.get(basePath);
  }

  /** Why a version cannot be added, with the other named; null when it can. */
  refusal(version: Version): string | null {
    for (const other of versionsOf(this.#entries.get(version.basePath))) {
      const reason = conflictOf(version, other);
      if (reason !== null) return reason;
    }
    return null;
  }

  /** Throws when it cannot stand beside those that are there. */
  add(version: Version): void {
    const reason = this.refusal(version);
    if (reason !== null) throw new Error(reason);
    this.#set(version.basePath, [...versionsOf(this.#entries.get(version.basePath)), version]);
    this.deepest = Math.max(this.deepest, version.basePath.split('/').length - 1);
  }

  remove(version: Version): void {
    const versions = versionsOf(this.#entries.get(version.basePath));
    this.#set(
      version.basePath,
      versions.filter((other) => other !== version),
    );
  }

  #set(basePath: string, versions: readonly Version[]): void {
    const [first] = versions;
    if (!first) this.#entries.delete(basePath);
    else if (first.record.routing?.selection) {
      this.#entries.set(basePath, { only: null, choice: new VersionChoice(versions) });
    } else this.#entries.set(basePath, { only: first, choice: null });
  }
}

function versionsOf<Version extends StandingVersion>(
  entry: BasePathEntry<Version> | undefined,
): readonly Version[] {
  if (!entry) return [];
  return entry.choice?.versions ?? [entry.only as Version];
}

function conflictOf(version: StandingVersion, other: StandingVersion): string | null {
  return findSelectionConflict(
    {
      name: version.record.id,
      basePath: version.basePath,
      selection: version.record.routing?.selection ?? null,
    },
    { name: other.record.id, basePath: other.basePath, selection: other.record.routing?.selection ?? null },
  );
}
