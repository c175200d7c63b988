-- How long one request may take upstream altogether, null for no limit, and what each target of the upstream may take of
-- a gateway worker: connections, requests that wait for one, and how long they wait.
alter table api_versions
  add column total_timeout_ms integer,
  add column max_connections integer not null default 256,
  add column max_waiting integer not null default 1792,
  add column wait_timeout_ms integer not null default 5000;
