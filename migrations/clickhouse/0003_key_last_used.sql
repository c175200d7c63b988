-- Why: key lists show when a key was last used, without reading its events. Answers that refused the key itself
-- (key_revoked, key_expired and their like) are not uses of it.

CREATE TABLE IF NOT EXISTS key_last_used{local} {on_cluster}
(
  tenant LowCardinality(String),
  key String,
  used_at SimpleAggregateFunction(max, DateTime64(6, 'UTC'))
)
ENGINE = {engine:AggregatingMergeTree}
ORDER BY (tenant, key)
SETTINGS {deduplication};

CREATE MATERIALIZED VIEW IF NOT EXISTS key_last_used_feed {on_cluster} TO key_last_used{local} AS
SELECT tenant, key, max(time) AS used_at
FROM usage_events{local}
WHERE key != '' AND NOT startsWith(problem, 'key_')
GROUP BY tenant, key;
