import { join } from 'node:path';

/** Where one slot of a gateway keeps what. */
export interface SlotFolders {
  readonly configuration: string;
  readonly spool: string;
  readonly countsFile: string;
  /** Keys of issuers as they were read last. */
  readonly issuerKeys: string;
}

/** The folders of a worker slot. */
export function slotFolders(dataFolder: string, slot: number): SlotFolders {
  return {
    configuration: join(dataFolder, 'configuration', `slot-${slot}`),
    spool: join(spoolFolder(dataFolder), `slot-${slot}`),
    countsFile: join(dataFolder, 'counts', `slot-${slot}.lines`),
    issuerKeys: join(dataFolder, 'issuer-keys', `slot-${slot}`),
  };
}

/** Holds the spool of every slot. */
export function spoolFolder(dataFolder: string): string {
  return join(dataFolder, 'spool');
}

/** Usage events that ClickHouse refuses. */
export function deadLetterFolder(dataFolder: string): string {
  return join(dataFolder, 'dead-letters');
}
