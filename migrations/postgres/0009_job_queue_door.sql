-- A verb queues a job in its own transaction without any right on the queue's tables. The function belongs to the
-- role that owns the queue, so that it works where the migrating role is no superuser.
drop function enqueue_job(text, jsonb);
create schema jobs authorization tollgate_system;
set local role tollgate_system;
create function jobs.enqueue(job text, payload jsonb) returns void
  language plpgsql security definer set search_path = graphile_worker, pg_temp
as $$
begin
  perform graphile_worker.add_job(job, payload::json);
end
$$;
revoke all on function jobs.enqueue(text, jsonb) from public;
grant usage on schema jobs to tollgate_app;
grant execute on function jobs.enqueue(text, jsonb) to tollgate_app;
reset role;
