import { readdirSync } from 'node:fs';
import type { Shipper } from '../metering/shipper.ts';
import type { Sample } from '../metrics/metric-definitions.ts';
import type { ShipperStatus } from '../process/messages.ts';

/** How a shipper, its store and its dead letters do. */
export function shipperStatus({ trouble }: Shipper, deadLetterFolder: string): ShipperStatus {
  return {
    pid: process.pid,
    store: { name: 'clickhouse', isHealthy: trouble === null, reason: trouble },
    deadLetters: countFiles(deadLetterFolder),
  };
}

/** What a shipper has to say to a scrape. */
export function shipperSamples({ counts }: Shipper, { store, deadLetters }: ShipperStatus): Sample[] {
  return [
    { id: 'shippedSegments', labels: [], value: counts.segments },
    { id: 'shippedBytes', labels: [], value: counts.bytes },
    { id: 'shipFailures', labels: [], value: counts.failures },
    { id: 'deadLetters', labels: [], value: deadLetters },
    { id: 'store', labels: [store.name], value: store.isHealthy ? 1 : 0 },
  ];
}

function countFiles(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
