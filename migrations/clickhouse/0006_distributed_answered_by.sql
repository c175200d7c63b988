-- Why: on a cluster the table that code reads and writes has the column as well.
-- only: cluster

ALTER TABLE usage_events {on_cluster} ADD COLUMN IF NOT EXISTS answered_by LowCardinality(String) DEFAULT '';
