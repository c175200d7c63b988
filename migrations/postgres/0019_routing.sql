-- How an operation is told from others of its method and path, and which path its upstream is asked for. Null for most,
-- which are told by method and path alone and are forwarded as they come.
alter table operations add column route jsonb;

-- Which part of the path a version's upstream is asked for. Null for most, which forward what follows the base path.
alter table api_versions add column routing jsonb;
