-- What a subscription owes for one period. Amounts are integers of the currency's minor unit.
create table invoices (
  tenant_id text not null references tenants (id),
  id text not null,
  number text not null,
  subscription_id text not null,
  app_id text not null,
  developer_id text not null,
  product_id text not null,
  plan_version_id text not null,
  period_start timestamptz(3) not null,
  period_end timestamptz(3) not null,
  status text not null check (status in ('issued', 'paid', 'void')),
  currency text not null,
  quantity numeric not null,
  total_minor numeric(30, 0) not null,
  issued_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  paid_at timestamptz(3),
  voided_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id)
);
create unique index invoices_one_per_period on invoices (tenant_id, subscription_id, period_start) where status <> 'void';
create index invoices_issued on invoices (tenant_id, issued_at desc, id desc);
alter table invoices enable row level security;
alter table invoices force row level security;
create policy tenant_only on invoices to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on invoices to tollgate_system using (true) with check (true);
grant select, insert, update on invoices to tollgate_app, tollgate_system;

create table invoice_lines (
  tenant_id text not null,
  id text not null,
  invoice_id text not null,
  position integer not null,
  kind text not null check (kind in ('flat_fee', 'usage')),
  description text not null,
  quantity numeric not null,
  unit_minor numeric not null,
  amount_minor numeric(30, 0) not null,
  primary key (tenant_id, id),
  unique (tenant_id, invoice_id, position),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
alter table invoice_lines enable row level security;
alter table invoice_lines force row level security;
create policy tenant_only on invoice_lines to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on invoice_lines to tollgate_system using (true) with check (true);
grant select, insert on invoice_lines to tollgate_app, tollgate_system;

-- The last invoice number of a tenant and year; its row lock makes numbers gapless.
create table invoice_numbers (
  tenant_id text not null references tenants (id),
  year integer not null,
  last integer not null,
  primary key (tenant_id, year)
);
alter table invoice_numbers enable row level security;
alter table invoice_numbers force row level security;
create policy tenant_only on invoice_numbers to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on invoice_numbers to tollgate_system using (true) with check (true);
grant select, insert, update on invoice_numbers to tollgate_app, tollgate_system;
