-- Why: the only truth for usage. One row is one metered exchange, exactly a line of the gateway's spool.
-- Statements end with a semicolon at the end of a line. Placeholders are explained in packages/analytics/src/migration-text.ts.

-- The hour stands before the subscription in the key, so that the newest rows of a tenant are read in order, hour by
-- hour, and a subscription's period is read without the rest of its tenant's rows.
-- A segment that is sent again is known by its token: the window outlasts any backlog a gateway can hold.
CREATE TABLE IF NOT EXISTS usage_events{local} {on_cluster}
(
  id UUID,
  time_us Int64 CODEC(Delta, ZSTD(1)),
  time DateTime64(6, 'UTC') MATERIALIZED fromUnixTimestamp64Micro(time_us, 'UTC') CODEC(Delta, ZSTD(1)),
  region LowCardinality(String),
  gateway LowCardinality(String),
  tenant LowCardinality(String),
  environment LowCardinality(String),
  api LowCardinality(String),
  api_version LowCardinality(String),
  operation LowCardinality(String),
  product LowCardinality(String),
  plan_version LowCardinality(String),
  subscription String,
  app String,
  key String,
  method LowCardinality(String),
  route LowCardinality(String),
  status UInt16,
  problem LowCardinality(String),
  billable UInt8,
  request_bytes UInt64,
  response_bytes UInt64,
  duration_us UInt64,
  upstream_us UInt64,
  attempts UInt16,
  request_id String,
  trace_id String,
  received_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'),
  -- The one definition of what consumes a quota: the gateway forwarded it, whatever the upstream made of it.
  consumed UInt8 MATERIALIZED problem = '' OR startsWith(problem, 'upstream_'),
  INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 4,
  INDEX by_request_id request_id TYPE bloom_filter(0.001) GRANULARITY 4
)
ENGINE = {engine:MergeTree}
PARTITION BY toYYYYMM(time)
ORDER BY (tenant, environment, toStartOfHour(time), subscription, time, id)
SETTINGS {deduplication};
