-- What keeps API versions from working as they should, as gateways last reported it: an issuer whose keys cannot be read.
-- Gateways serve every tenant, so this stands apart from them, where each tenant sees its own only.
create table gateway_route_problems (
  tenant_id text not null references tenants (id),
  gateway_name text not null references gateways (name) on delete cascade,
  api_version_id text not null,
  message text not null,
  primary key (tenant_id, gateway_name, api_version_id, message)
);
create index gateway_route_problems_gateway on gateway_route_problems (gateway_name);
alter table gateway_route_problems enable row level security;
alter table gateway_route_problems force row level security;
create policy tenant_only on gateway_route_problems to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on gateway_route_problems to tollgate_system using (true) with check (true);
grant select on gateway_route_problems to tollgate_app;
grant select, insert, delete on gateway_route_problems to tollgate_system;
