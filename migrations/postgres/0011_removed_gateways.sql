-- Gateways that a tenant holds for gone for good: its invoices stop waiting for what they last reported. A gateway serves
-- every tenant, so each decides for its own invoices; one that reports again is back by itself.
create table removed_gateways (
  tenant_id text not null references tenants (id),
  name text not null,
  -- The report that was the last one; a later one takes the removal back.
  seen_at timestamptz(3) not null,
  removed_at timestamptz(3) not null default now(),
  primary key (tenant_id, name)
);
alter table removed_gateways enable row level security;
alter table removed_gateways force row level security;
create policy tenant_only on removed_gateways to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on removed_gateways to tollgate_system using (true) with check (true);
grant select, insert, update on removed_gateways to tollgate_app, tollgate_system;
