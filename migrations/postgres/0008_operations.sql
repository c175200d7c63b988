-- Gateways as they last reported. Not of a tenant: every tenant's traffic may pass any of them.
create table gateways (
  name text not null,
  region text not null,
  boot_id text not null,
  version text not null,
  applied_change bigint not null,
  lag_ms double precision,
  spool_segments integer not null,
  spool_bytes bigint not null,
  spool_oldest_at timestamptz(3),
  refused_configuration text,
  started_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null,
  primary key (name)
);
alter table gateways enable row level security;
alter table gateways force row level security;
create policy system_all on gateways to tollgate_system using (true) with check (true);
create policy app_reads on gateways for select to tollgate_app using (true);
grant select on gateways to tollgate_app;
grant select, insert, update, delete on gateways to tollgate_system;

-- Secrets gateways show to the feed, by hash.
create table gateway_tokens (
  id text primary key,
  name text not null,
  hash text not null unique,
  preview text not null,
  revoked_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);
alter table gateway_tokens enable row level security;
alter table gateway_tokens force row level security;
create policy system_all on gateway_tokens to tollgate_system using (true) with check (true);
grant select, insert, update on gateway_tokens to tollgate_system;

-- Answers kept for 24 hours so that a repeated POST with the same Idempotency-Key gets the first answer.
create table idempotency_keys (
  tenant_id text not null references tenants (id),
  key text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, key)
);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy tenant_only on idempotency_keys to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on idempotency_keys to tollgate_system using (true) with check (true);
grant select, insert, update, delete on idempotency_keys to tollgate_app, tollgate_system;

-- Mail to send; the console shows it when no SMTP server is set.
create table mails (
  tenant_id text not null references tenants (id),
  id text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  problem text,
  created_at timestamptz(3) not null default now(),
  sent_at timestamptz(3),
  primary key (tenant_id, id)
);
alter table mails enable row level security;
alter table mails force row level security;
create policy tenant_only on mails to tollgate_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_all on mails to tollgate_system using (true) with check (true);
grant select, insert, update on mails to tollgate_app, tollgate_system;

-- Where the job queue (graphile-worker) keeps its tables; the system role runs its migrations.
create schema graphile_worker authorization tollgate_system;
-- Its migrations begin with "create schema if not exists", which asks for this right even when the schema is there.
do $$ begin execute format('grant create on database %I to tollgate_system', current_database()); end $$;
-- Lets a verb queue a job in its own transaction without any right on the queue's tables.
create function enqueue_job(job text, payload jsonb) returns void
  language plpgsql security definer set search_path = public
as $$
begin
  execute 'select graphile_worker.add_job($1, $2::json)' using job, payload;
end
$$;
revoke all on function enqueue_job(text, jsonb) from public;
grant execute on function enqueue_job(text, jsonb) to tollgate_app, tollgate_system;
