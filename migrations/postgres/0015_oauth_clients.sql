-- An OAuth 2.0 client of an app: it exchanges its secret for tokens. Only hashes of secrets are kept.
create table clients (
  tenant_id text not null,
  id text not null,
  app_id text not null,
  name text not null default '',
  environment text not null check (environment in ('live', 'test')),
  secret_hash text not null,
  preview text not null,
  -- The secret before the last rotation, and until when it goes on working.
  old_secret_hash text,
  old_secret_ends_at timestamptz(3),
  revoked_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references apps (tenant_id, id)
);
create unique index clients_id on clients (id);
create index clients_app on clients (tenant_id, app_id);
alter table clients enable row level security;
alter table clients force row level security;
create policy tenant_only on clients to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on clients to tollgate_system using (true) with check (true);
grant select, insert, update on clients to tollgate_app, tollgate_system;

-- What a tenant's tokens are signed with: the private key is sealed, the public one goes to gateways and readers of JWKS.
create table signing_keys (
  tenant_id text not null references tenants (id),
  id text not null,
  public_jwk jsonb not null,
  sealed_private_key text not null,
  -- Published before it signs, so that everyone who checks tokens knows it by then.
  signs_from timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index signing_keys_from on signing_keys (tenant_id, signs_from);
alter table signing_keys enable row level security;
alter table signing_keys force row level security;
create policy tenant_only on signing_keys to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on signing_keys to tollgate_system using (true) with check (true);
grant select, insert, delete on signing_keys to tollgate_app, tollgate_system;
