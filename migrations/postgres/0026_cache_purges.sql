-- When the answers that gateways keep of a version were last ended by hand. Gateways are told, and what they kept from
-- before goes. Null for most, which never were.
alter table api_versions add column cache_purged_at timestamptz;
