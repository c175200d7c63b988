-- Why: usage says which answers were mocked or came from a policy, so that an invoice line that is not there is explained.
-- Answers of policies give back what limits took, so they do not consume; those that are mocked stand for the
-- upstream's and do. Rows from before know neither and keep the value they were stored with.

ALTER TABLE usage_events{local} {on_cluster} ADD COLUMN IF NOT EXISTS answered_by LowCardinality(String) DEFAULT '';

ALTER TABLE usage_events{local} {on_cluster}
MODIFY COLUMN consumed UInt8 MATERIALIZED answered_by != 'policy' AND (problem = '' OR startsWith(problem, 'upstream_'));
