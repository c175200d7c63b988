-- A mail may hold a link that makes its opener an owner: who may not make owners must not read it in the outbox.
alter table mails add column reader_role text not null default 'admin' check (reader_role in ('owner', 'admin'));
