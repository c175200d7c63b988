-- One row that every configuration change updates: its lock is held to commit, so numbers follow commit order
-- and a reader that has seen N can never miss a smaller one.
create table change_head (is_only_row boolean primary key default true check (is_only_row), number bigint not null);
insert into change_head (number) values (0);
alter table change_head enable row level security;
alter table change_head force row level security;
create policy system_all on change_head to tollgate_system using (true) with check (true);
create policy app_reads on change_head for select to tollgate_app using (true);
grant select on change_head to tollgate_app, tollgate_system;

-- Which record changed; the feed reads the record itself when it sends it.
create table change_log (
  number bigint primary key,
  tenant_id text not null,
  kind text not null,
  entity_id text not null,
  changed_at timestamptz(3) not null default clock_timestamp()
);
create index change_log_tenant on change_log (tenant_id, entity_id, number);
alter table change_log enable row level security;
alter table change_log force row level security;
create policy tenant_only on change_log to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on change_log to tollgate_system using (true) with check (true);
grant select on change_log to tollgate_app, tollgate_system;

-- The function below runs as the owner of these tables, whom forced row-level security binds as well.
create policy owner_numbers on change_head to current_user using (true) with check (true);
create policy owner_appends on change_log to current_user using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());

-- Appends one change of the running transaction's tenant and wakes the feed; returns its number.
create function append_change(change_kind text, change_entity text) returns bigint
  language plpgsql security definer set search_path = public
as $$
declare
  next_number bigint;
begin
  if current_tenant() is null then raise exception 'append_change needs a tenant'; end if;
  update change_head set number = number + 1 returning number into next_number;
  insert into change_log (number, tenant_id, kind, entity_id) values (next_number, current_tenant(), change_kind, change_entity);
  perform pg_notify('tollgate_change', next_number::text);
  return next_number;
end
$$;
revoke all on function append_change(text, text) from public;
grant execute on function append_change(text, text) to tollgate_app, tollgate_system;

-- Who changed what, with the state before and after. Insert-only.
create table audit_log (
  tenant_id text not null references tenants (id),
  id text not null,
  at timestamptz(3) not null default clock_timestamp(),
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  target_kind text not null,
  target_id text not null,
  target_name text,
  before jsonb,
  after jsonb,
  request_id text,
  change_number bigint,
  primary key (tenant_id, id)
);
create index audit_log_at on audit_log (tenant_id, at desc, id desc);
create index audit_log_target on audit_log (tenant_id, target_id, at desc);
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy tenant_only on audit_log to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on audit_log to tollgate_system using (true) with check (true);
grant select, insert on audit_log to tollgate_app, tollgate_system;
