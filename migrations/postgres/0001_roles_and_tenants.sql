-- Two roles that own nothing: the application sees one tenant at a time, the system role (sign-in, feed, jobs) sees all.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tollgate_app') then create role tollgate_app login; end if;
  if not exists (select from pg_roles where rolname = 'tollgate_system') then create role tollgate_system login; end if;
end
$$;
grant usage on schema public to tollgate_app, tollgate_system;

-- The tenant of the running transaction; null outside one, so that forgetting to set it shows no rows.
create function current_tenant() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('tollgate.tenant', true), '') $$;

-- A company that publishes APIs; the isolation boundary.
create table tenants (
  id text primary key,
  slug text not null unique,
  name text not null,
  currency text not null default 'USD',
  hosts text[] not null default '{}',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenant_only on tenants to tollgate_app using (id = current_tenant()) with check (id = current_tenant());
create policy system_all on tenants to tollgate_system using (true) with check (true);
grant select, insert, update on tenants to tollgate_app, tollgate_system;
