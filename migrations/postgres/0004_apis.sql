-- An upstream service described by OpenAPI.
create table apis (
  tenant_id text not null references tenants (id),
  id text not null,
  slug text not null,
  name text not null,
  description text not null default '',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);
alter table apis enable row level security;
alter table apis force row level security;
create policy tenant_only on apis to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on apis to tollgate_system using (true) with check (true);
grant select, insert, update, delete on apis to tollgate_app, tollgate_system;

-- One version of an API: where its traffic enters (base_path) and goes (upstream_url), and its document.
create table api_versions (
  tenant_id text not null,
  id text not null,
  api_id text not null,
  version text not null,
  title text not null,
  description text not null default '',
  base_path text not null,
  upstream_url text not null,
  connect_timeout_ms integer not null default 5000,
  head_timeout_ms integer not null default 30000,
  idle_timeout_ms integer not null default 30000,
  max_body_bytes bigint not null default 10485760,
  status text not null default 'active' check (status in ('active', 'deprecated', 'retired')),
  deprecated_at timestamptz(3),
  sunset_at timestamptz(3),
  policies jsonb not null default '[]',
  openapi_version text not null,
  document_sha256 text not null,
  -- The document as it came, gzip.
  document bytea not null,
  document_media_type text not null,
  -- Tags with names and descriptions, security schemes and the like: what docs need besides operations.
  docs jsonb not null,
  operation_count integer not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, base_path),
  unique (tenant_id, api_id, version),
  foreign key (tenant_id, api_id) references apis (tenant_id, id)
);
alter table api_versions enable row level security;
alter table api_versions force row level security;
create policy tenant_only on api_versions to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on api_versions to tollgate_system using (true) with check (true);
grant select, insert, update, delete on api_versions to tollgate_app, tollgate_system;

-- One method and path template of an API version, with all a docs page shows of it.
create table operations (
  tenant_id text not null,
  id text not null,
  api_version_id text not null,
  operation_id text not null,
  method text not null,
  path_template text not null,
  summary text not null default '',
  tags text[] not null default '{}',
  is_deprecated boolean not null default false,
  is_internal boolean not null default false,
  position integer not null,
  -- json keeps the order of fields, which docs show; jsonb would sort them.
  detail json not null,
  -- Names of the schemas its detail leads to, so that a page loads only those.
  schema_names text[] not null default '{}',
  primary key (tenant_id, id),
  unique (tenant_id, api_version_id, operation_id),
  foreign key (tenant_id, api_version_id) references api_versions (tenant_id, id) on delete cascade
);
create index operations_position on operations (tenant_id, api_version_id, position);
alter table operations enable row level security;
alter table operations force row level security;
create policy tenant_only on operations to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on operations to tollgate_system using (true) with check (true);
grant select, insert, update, delete on operations to tollgate_app, tollgate_system;

-- Named schemas of a document, one row each, so that a large document is never loaded whole.
create table api_schemas (
  tenant_id text not null,
  api_version_id text not null,
  name text not null,
  -- json for the order of fields, as above.
  schema json not null,
  primary key (tenant_id, api_version_id, name),
  foreign key (tenant_id, api_version_id) references api_versions (tenant_id, id) on delete cascade
);
alter table api_schemas enable row level security;
alter table api_schemas force row level security;
create policy tenant_only on api_schemas to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on api_schemas to tollgate_system using (true) with check (true);
grant select, insert, update, delete on api_schemas to tollgate_app, tollgate_system;

-- A document on its way in: the worker reads it and reports progress here.
create table api_imports (
  tenant_id text not null references tenants (id),
  id text not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'succeeded', 'failed')),
  step text not null default 'queued',
  done integer not null default 0,
  total integer not null default 0,
  source text not null,
  -- Where it shall go: api id or name, version, base path, upstream.
  target jsonb not null,
  document bytea,
  problem jsonb,
  api_id text,
  api_version_id text,
  requested_by jsonb not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  primary key (tenant_id, id)
);
alter table api_imports enable row level security;
alter table api_imports force row level security;
create policy tenant_only on api_imports to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on api_imports to tollgate_system using (true) with check (true);
grant select, insert, update, delete on api_imports to tollgate_app, tollgate_system;
