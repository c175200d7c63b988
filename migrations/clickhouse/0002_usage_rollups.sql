-- Why: usage pages and quotas read sums per minute, hour and day instead of every event.
-- The key holds all that a page can filter or group by; a coarser time before the subscription keeps one
-- subscription's rows together without losing the range of time.

CREATE TABLE IF NOT EXISTS usage_by_minute{local} {on_cluster}
(
  tenant LowCardinality(String),
  environment LowCardinality(String),
  bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),
  subscription String,
  product LowCardinality(String),
  plan_version LowCardinality(String),
  app String,
  key String,
  api_version LowCardinality(String),
  operation LowCardinality(String),
  region LowCardinality(String),
  status UInt16,
  problem LowCardinality(String),
  requests SimpleAggregateFunction(sum, UInt64),
  billable SimpleAggregateFunction(sum, UInt64),
  consumed SimpleAggregateFunction(sum, UInt64),
  request_bytes SimpleAggregateFunction(sum, UInt64),
  response_bytes SimpleAggregateFunction(sum, UInt64),
  duration_us SimpleAggregateFunction(sum, UInt64),
  upstream_us SimpleAggregateFunction(sum, UInt64),
  duration_digest AggregateFunction(quantilesTDigest(0.5, 0.95, 0.99), UInt64)
)
ENGINE = {engine:AggregatingMergeTree}
PARTITION BY toYYYYMM(bucket)
ORDER BY (tenant, environment, toStartOfHour(bucket), subscription, bucket, product, plan_version, app, key, api_version, operation, region, status, problem)
SETTINGS {deduplication};

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_by_minute_feed {on_cluster} TO usage_by_minute{local} AS
SELECT
  tenant, environment, toStartOfMinute(time) AS bucket,
  subscription, product, plan_version, app, key, api_version, operation, region, status, problem,
  count() AS requests,
  sum(e.billable) AS billable,
  sum(e.consumed) AS consumed,
  sum(e.request_bytes) AS request_bytes,
  sum(e.response_bytes) AS response_bytes,
  sum(e.duration_us) AS duration_us,
  sum(e.upstream_us) AS upstream_us,
  quantilesTDigestState(0.5, 0.95, 0.99)(e.duration_us) AS duration_digest
FROM usage_events{local} AS e
GROUP BY tenant, environment, bucket, subscription, product, plan_version, app, key, api_version, operation, region, status, problem;

CREATE TABLE IF NOT EXISTS usage_by_hour{local} {on_cluster}
(
  tenant LowCardinality(String),
  environment LowCardinality(String),
  bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),
  subscription String,
  product LowCardinality(String),
  plan_version LowCardinality(String),
  app String,
  key String,
  api_version LowCardinality(String),
  operation LowCardinality(String),
  region LowCardinality(String),
  status UInt16,
  problem LowCardinality(String),
  requests SimpleAggregateFunction(sum, UInt64),
  billable SimpleAggregateFunction(sum, UInt64),
  consumed SimpleAggregateFunction(sum, UInt64),
  request_bytes SimpleAggregateFunction(sum, UInt64),
  response_bytes SimpleAggregateFunction(sum, UInt64),
  duration_us SimpleAggregateFunction(sum, UInt64),
  upstream_us SimpleAggregateFunction(sum, UInt64),
  duration_digest AggregateFunction(quantilesTDigest(0.5, 0.95, 0.99), UInt64)
)
ENGINE = {engine:AggregatingMergeTree}
PARTITION BY toYYYYMM(bucket)
ORDER BY (tenant, environment, toDate(bucket), subscription, bucket, product, plan_version, app, key, api_version, operation, region, status, problem)
SETTINGS {deduplication};

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_by_hour_feed {on_cluster} TO usage_by_hour{local} AS
SELECT
  tenant, environment, toStartOfHour(time) AS bucket,
  subscription, product, plan_version, app, key, api_version, operation, region, status, problem,
  count() AS requests,
  sum(e.billable) AS billable,
  sum(e.consumed) AS consumed,
  sum(e.request_bytes) AS request_bytes,
  sum(e.response_bytes) AS response_bytes,
  sum(e.duration_us) AS duration_us,
  sum(e.upstream_us) AS upstream_us,
  quantilesTDigestState(0.5, 0.95, 0.99)(e.duration_us) AS duration_digest
FROM usage_events{local} AS e
GROUP BY tenant, environment, bucket, subscription, product, plan_version, app, key, api_version, operation, region, status, problem;

CREATE TABLE IF NOT EXISTS usage_by_day{local} {on_cluster}
(
  tenant LowCardinality(String),
  environment LowCardinality(String),
  bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),
  subscription String,
  product LowCardinality(String),
  plan_version LowCardinality(String),
  app String,
  key String,
  api_version LowCardinality(String),
  operation LowCardinality(String),
  region LowCardinality(String),
  status UInt16,
  problem LowCardinality(String),
  requests SimpleAggregateFunction(sum, UInt64),
  billable SimpleAggregateFunction(sum, UInt64),
  consumed SimpleAggregateFunction(sum, UInt64),
  request_bytes SimpleAggregateFunction(sum, UInt64),
  response_bytes SimpleAggregateFunction(sum, UInt64),
  duration_us SimpleAggregateFunction(sum, UInt64),
  upstream_us SimpleAggregateFunction(sum, UInt64),
  duration_digest AggregateFunction(quantilesTDigest(0.5, 0.95, 0.99), UInt64)
)
ENGINE = {engine:AggregatingMergeTree}
PARTITION BY toYYYYMM(bucket)
ORDER BY (tenant, environment, toStartOfMonth(bucket), subscription, bucket, product, plan_version, app, key, api_version, operation, region, status, problem)
SETTINGS {deduplication};

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_by_day_feed {on_cluster} TO usage_by_day{local} AS
SELECT
  tenant, environment, toStartOfDay(time) AS bucket,
  subscription, product, plan_version, app, key, api_version, operation, region, status, problem,
  count() AS requests,
  sum(e.billable) AS billable,
  sum(e.consumed) AS consumed,
  sum(e.request_bytes) AS request_bytes,
  sum(e.response_bytes) AS response_bytes,
  sum(e.duration_us) AS duration_us,
  sum(e.upstream_us) AS upstream_us,
  quantilesTDigestState(0.5, 0.95, 0.99)(e.duration_us) AS duration_digest
FROM usage_events{local} AS e
GROUP BY tenant, environment, bucket, subscription, product, plan_version, app, key, api_version, operation, region, status, problem;
