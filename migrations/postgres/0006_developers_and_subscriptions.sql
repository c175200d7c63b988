-- A third-party person who signs in to a tenant's portal.
create table developers (
  tenant_id text not null references tenants (id),
  id text not null,
  email text not null,
  name text not null,
  password_hash text not null,
  session_version integer not null default 1,
  status text not null default 'active' check (status in ('active', 'blocked')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create unique index developers_email on developers (tenant_id, lower(email));
alter table developers enable row level security;
alter table developers force row level security;
create policy tenant_only on developers to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on developers to tollgate_system using (true) with check (true);
grant select, insert, update, delete on developers to tollgate_app, tollgate_system;

-- A developer's application; it holds the credentials.
create table apps (
  tenant_id text not null,
  id text not null,
  developer_id text not null,
  name text not null,
  description text not null default '',
  deleted_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, developer_id) references developers (tenant_id, id)
);
create index apps_developer on apps (tenant_id, developer_id);
alter table apps enable row level security;
alter table apps force row level security;
create policy tenant_only on apps to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on apps to tollgate_system using (true) with check (true);
grant select, insert, update, delete on apps to tollgate_app, tollgate_system;

-- An app on a plan of a product. Periods are months counted from anchor_at.
create table subscriptions (
  tenant_id text not null,
  id text not null,
  app_id text not null,
  product_id text not null,
  plan_id text not null,
  plan_version_id text not null,
  status text not null check (status in ('pending', 'active', 'suspended', 'cancelled')),
  anchor_at timestamptz(3) not null,
  cancelled_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references apps (tenant_id, id),
  foreign key (tenant_id, product_id) references products (tenant_id, id),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id),
  foreign key (tenant_id, plan_version_id) references plan_versions (tenant_id, id)
);
create unique index subscriptions_one_per_product on subscriptions (tenant_id, app_id, product_id) where status <> 'cancelled';
create index subscriptions_plan on subscriptions (tenant_id, plan_version_id);
alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy tenant_only on subscriptions to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on subscriptions to tollgate_system using (true) with check (true);
grant select, insert, update on subscriptions to tollgate_app, tollgate_system;

-- A credential of an app: the hash is kept, the key itself is shown once.
create table api_keys (
  tenant_id text not null,
  id text not null,
  app_id text not null,
  name text not null default '',
  environment text not null check (environment in ('live', 'test')),
  hash text not null unique,
  preview text not null,
  -- The key this one replaces; the old one gets an expiry when rotated.
  rotated_from text,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references apps (tenant_id, id)
);
create index api_keys_app on api_keys (tenant_id, app_id);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy tenant_only on api_keys to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on api_keys to tollgate_system using (true) with check (true);
grant select, insert, update on api_keys to tollgate_app, tollgate_system;
