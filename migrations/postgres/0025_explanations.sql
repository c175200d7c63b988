-- Requests that somebody asked to have explained: each step as a gateway told it. Only the newest of a tenant are kept.
create table explanations (
  tenant_id text not null references tenants (id),
  -- That of the request.
  id text not null,
  at timestamptz(3) not null,
  explanation jsonb not null,
  primary key (tenant_id, id)
);
create index explanations_at on explanations (tenant_id, at desc, id desc);
alter table explanations enable row level security;
alter table explanations force row level security;
create policy tenant_only on explanations to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on explanations to tollgate_system using (true) with check (true);
grant select on explanations to tollgate_app;
grant select, insert, delete on explanations to tollgate_system;
