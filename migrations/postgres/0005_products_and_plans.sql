-- What is sold: a set of API versions or some of their operations.
create table products (
  tenant_id text not null references tenants (id),
  id text not null,
  slug text not null,
  name text not null,
  summary text not null default '',
  description text not null default '',
  visibility text not null default 'public' check (visibility in ('public', 'private')),
  status text not null default 'draft' check (status in ('draft', 'published', 'deprecated', 'retired')),
  published_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);
alter table products enable row level security;
alter table products force row level security;
create policy tenant_only on products to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on products to tollgate_system using (true) with check (true);
grant select, insert, update, delete on products to tollgate_app, tollgate_system;

-- What a product covers; operation_ids null means every operation of the version.
create table product_apis (
  tenant_id text not null,
  product_id text not null,
  api_version_id text not null,
  operation_ids text[],
  position integer not null default 0,
  primary key (tenant_id, product_id, api_version_id),
  foreign key (tenant_id, product_id) references products (tenant_id, id) on delete cascade,
  foreign key (tenant_id, api_version_id) references api_versions (tenant_id, id)
);
create index product_apis_version on product_apis (tenant_id, api_version_id);
alter table product_apis enable row level security;
alter table product_apis force row level security;
create policy tenant_only on product_apis to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on product_apis to tollgate_system using (true) with check (true);
grant select, insert, update, delete on product_apis to tollgate_app, tollgate_system;

-- The offer as people know it; its terms stand in versions.
create table plans (
  tenant_id text not null,
  id text not null,
  product_id text not null,
  slug text not null,
  name text not null,
  summary text not null default '',
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  -- The version new subscriptions get; null until one is published.
  current_version_id text,
  position integer not null default 0,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, product_id, slug),
  foreign key (tenant_id, product_id) references products (tenant_id, id)
);
alter table plans enable row level security;
alter table plans force row level security;
create policy tenant_only on plans to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on plans to tollgate_system using (true) with check (true);
grant select, insert, update, delete on plans to tollgate_app, tollgate_system;

-- Terms of a plan. A draft (published_at null, one at most) may change; a published one never does.
create table plan_versions (
  tenant_id text not null,
  id text not null,
  plan_id text not null,
  number integer not null,
  terms jsonb not null,
  published_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, number),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
);
create unique index plan_versions_one_draft on plan_versions (tenant_id, plan_id) where published_at is null;
alter table plan_versions enable row level security;
alter table plan_versions force row level security;
create policy tenant_only on plan_versions to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on plan_versions to tollgate_system using (true) with check (true);
grant select, insert, update, delete on plan_versions to tollgate_app, tollgate_system;

-- The promise that published terms never change is kept here, below every program.
create function keep_published_terms() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published plan version never changes' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger plan_versions_immutable before update or delete on plan_versions
  for each row execute function keep_published_terms();
