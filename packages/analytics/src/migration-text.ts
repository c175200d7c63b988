/** Where migrations run: one server, or every server of a named cluster. */
export interface MigrationTarget {
  /** Name in the servers' `remote_servers`; absent on a single server. */
  cluster?: string | undefined;
}

const WINDOW = 10_000;
const WINDOW_SECONDS = 7 * 86_400;

/**
 * Makes the statements of a migration for a single server or a cluster. Placeholders of the text:
 * `{on_cluster}`, `{cluster}`, `{local}` (suffix of the tables that hold rows on a cluster), `{engine:X}` (X, or its
 * replicated form) and `{deduplication}`. A file with the line `-- only: cluster` has no statements elsewhere.
 */
export function migrationStatements(text: string, target: MigrationTarget): string[] {
  const { cluster } = target;
  if (cluster !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(cluster)) {
    throw new Error(`${JSON.stringify(cluster)} is not the name of a ClickHouse cluster.`);
  }
  if (cluster === undefined && /^-- only: cluster$/m.test(text)) return [];
  const values: Record<string, string> = {
    on_cluster: cluster ? `ON CLUSTER ${cluster}` : '',
    cluster: cluster ?? '',
    local: cluster ? '_local' : '',
    deduplication: cluster
      ? `replicated_deduplication_window = ${WINDOW}, replicated_deduplication_window_seconds = ${WINDOW_SECONDS}`
      : `non_replicated_deduplication_window = ${WINDOW}`,
  };
  const filled = withoutComments(text).replace(/\{(?:engine:(\w+)|(\w+))\}/g, (whole, engine, name) => {
    if (engine) return cluster ? `Replicated${engine}` : engine;
    const value = values[name];
    if (value === undefined) throw new Error(`A migration has an unknown placeholder ${whole}.`);
    return value;
  });
  return filled
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*--.*$/gm, '');
}
