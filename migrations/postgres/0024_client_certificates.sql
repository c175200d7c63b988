-- A TLS certificate that an app shows to gateways to be known by. It is no secret: only its fingerprint is compared, and
-- the key that belongs to it never leaves its owner.
create table client_certificates (
  tenant_id text not null,
  id text not null,
  app_id text not null,
  name text not null default '',
  environment text not null check (environment in ('live', 'test')),
  -- SHA-256 of the certificate, lower-case hex.
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- Null where only the fingerprint was told.
  subject text,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references apps (tenant_id, id)
);
create unique index client_certificates_id on client_certificates (id);
create index client_certificates_app on client_certificates (tenant_id, app_id);
-- One certificate says who calls, so it is one app's.
create unique index client_certificates_fingerprint on client_certificates (tenant_id, fingerprint) where revoked_at is null;
alter table client_certificates enable row level security;
alter table client_certificates force row level security;
create policy tenant_only on client_certificates to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on client_certificates to tollgate_system using (true) with check (true);
grant select, insert, update on client_certificates to tollgate_app, tollgate_system;
