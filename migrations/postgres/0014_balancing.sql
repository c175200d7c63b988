-- How requests of an API version are spread over further targets, and what happens when they fail. Null for most, which
-- have one target and need nothing else.
alter table api_versions add column balancing jsonb;
