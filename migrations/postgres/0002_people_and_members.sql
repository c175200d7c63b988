-- Who signs in to the console. A person exists once; membership ties them to tenants with a role.
create table people (
  id text primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  created_at timestamptz(3) not null default now()
);
create unique index people_email on people (lower(email));
alter table people enable row level security;
alter table people force row level security;
create policy system_all on people to tollgate_system using (true) with check (true);
grant select, insert, update on people to tollgate_system;

-- A person of a tenant. A higher session_version ends every session made before.
create table members (
  tenant_id text not null references tenants (id),
  id text not null,
  person_id text not null references people (id),
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'editor', 'finance', 'viewer')),
  session_version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, person_id)
);
create index members_person on members (person_id);
alter table members enable row level security;
alter table members force row level security;
create policy tenant_only on members to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on members to tollgate_system using (true) with check (true);
grant select, insert, update, delete on members to tollgate_app, tollgate_system;

-- An open offer to become a member; the link carries the secret, the row only its hash.
create table invitations (
  tenant_id text not null references tenants (id),
  id text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'editor', 'finance', 'viewer')),
  token_hash text not null unique,
  invited_by text,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant_only on invitations to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on invitations to tollgate_system using (true) with check (true);
grant select, insert, update, delete on invitations to tollgate_app, tollgate_system;

-- Failed sign-ins per e-mail and address, so that guessing is slowed down across processes.
create table sign_in_attempts (
  key text primary key,
  failures integer not null,
  window_ends_at timestamptz(3) not null
);
alter table sign_in_attempts enable row level security;
alter table sign_in_attempts force row level security;
create policy system_all on sign_in_attempts to tollgate_system using (true) with check (true);
grant select, insert, update, delete on sign_in_attempts to tollgate_system;

-- Management tokens: act in their tenant with a role of their own.
create table tokens (
  tenant_id text not null references tenants (id),
  id text not null,
  name text not null,
  hash text not null unique,
  preview text not null,
  role text not null check (role in ('owner', 'admin', 'editor', 'finance', 'viewer')),
  created_by text,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
alter table tokens enable row level security;
alter table tokens force row level security;
create policy tenant_only on tokens to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on tokens to tollgate_system using (true) with check (true);
grant select, insert, update on tokens to tollgate_app, tollgate_system;
