-- Clients that sign requests (RFC 9421). A gateway needs their secret itself, so it is kept, sealed, beside its hash.
alter table clients add column purpose text not null default 'token' check (purpose in ('token', 'signature'));
alter table clients add column sealed_secret text;
alter table clients add column old_sealed_secret text;
alter table clients add constraint clients_sealed check ((purpose = 'signature') = (sealed_secret is not null));
