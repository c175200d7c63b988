-- The link of a mail that sets a new password, as a hash: one for each person, the newest. Using it clears it.
alter table people add column reset_hash text unique, add column reset_expires_at timestamptz(3);
alter table developers add column reset_hash text unique, add column reset_expires_at timestamptz(3);

-- Such a link makes its opener the person, whom other tenants may know as well: no member reads it in the outbox.
alter table mails drop constraint mails_reader_role_check,
  add constraint mails_reader_role_check check (reader_role in ('owner', 'admin', 'nobody'));

-- When a member of several tenants last chose this one: the next sign-in leads there.
alter table members add column entered_at timestamptz(3);
