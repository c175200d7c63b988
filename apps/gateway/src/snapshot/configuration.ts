import type { ChangeBatch } from '@tollgate/domain/snapshot';
import type { Logger } from 'pino';
import type { PolicyCompiler } from '../pipeline/compile-policies.ts';
import { applyBatch, ConfigurationRefused } from './apply-batch.ts';
import { ConfigurationIndex } from './configuration-index.ts';
import type { DiskStore } from './disk-store.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { SecretOpener } from './secrets/open-secret.ts';

export interface ConfigurationOptions {
  store: DiskStore;
  compilePolicies: PolicyCompiler;
  openSecret: SecretOpener;
  logger: Logger;
}

/** The configuration that is active: each step to the next is on disk first, and whole or not at all. */
export class Configuration {
  /** Null until the first snapshot, from disk or feed. */
  current: ConfigurationIndex | null = null;
  /** Milliseconds from commit to active of the newest change. */
  lagMs: number | null = null;
  /** Called after each activation and each refusal. */
  onChanged: () => void = () => {};
  #refusal: string | null = null;
  readonly #options: ConfigurationOptions;

  constructor(options: ConfigurationOptions) {
    this.#options = options;
  }

  get changeNumber(): number {
    return this.current?.changeNumber ?? 0;
  }

  /** Why the newest configuration, or a part of it, is not active; null when it is. */
  get refusal(): string | null {
    return this.#refusal ?? this.current?.refusal() ?? null;
  }

  /** Whether what is active is all that is known to exist. */
  get isComplete(): boolean {
    return this.current !== null && this.#refusal === null;
  }

  async loadFromDisk(): Promise<void> {
    const { store, logger } = this.#options;
    try {
      const index = await store.load(() => this.#emptyIndex());
      if (!index) return;
      this.current = index;
      logger.info({ changeNumber: index.changeNumber }, 'configuration read from disk');
    } catch (error) {
      logger.error({ error: (error as Error).message }, 'configuration on disk cannot be read');
    }
  }

  /** Takes a snapshot in place of all that was. */
  async takeSnapshot(lines: AsyncIterable<string>): Promise<void> {
    await this.#guard(async () => {
      const index = await readSnapshot(lines, this.#emptyIndex(), this.current);
      await this.#options.store.writeSnapshot(index);
      this.current = index;
    });
    this.onChanged();
  }

  /** Takes one batch of changes. */
  async takeBatch(batch: ChangeBatch): Promise<void> {
    const index = this.current;
    if (!index) throw new ConfigurationRefused('changes came before a snapshot');
    if (batch.changeNumber <= index.changeNumber) return;
    await this.#guard(async () => {
      if (batch.after !== index.changeNumber) {
        throw new ConfigurationRefused(`a batch after ${batch.after} does not follow ${index.changeNumber}`);
      }
      await this.#options.store.append(batch);
      applyBatch(index, batch);
    });
    this.lagMs = Math.max(0, Date.now() - Date.parse(batch.committedAt));
    this.onChanged();
    this.#compactWhenDue(index);
  }

  #compactWhenDue(index: ConfigurationIndex): void {
    const { store, logger } = this.#options;
    if (!store.isSnapshotDue()) return;
    store.writeSnapshot(index).catch((error: Error) => {
      logger.error({ error: error.message }, 'configuration on disk was not compacted');
    });
  }

  async #guard(step: () => Promise<void>): Promise<void> {
    try {
      await step();
      this.#refusal = null;
    } catch (error) {
      if (error instanceof ConfigurationRefused) {
        this.#refusal = error.message;
        this.#options.logger.error(
          { reason: error.message },
          'configuration refused; the last good one stays',
        );
      }
      throw error;
    }
  }

  #emptyIndex(): ConfigurationIndex {
    const { compilePolicies, openSecret } = this.#options;
    return new ConfigurationIndex(compilePolicies, openSecret);
  }
}
