-- Policies of every level beside those of API versions, which stay as they are: of the tenant, of a product, of one
-- operation and of a plan in all its versions. The most specific level wins. A list each, like api_versions.policies.
alter table tenants add column policies jsonb not null default '[]';
alter table products add column policies jsonb not null default '[]';
alter table operations add column policies jsonb not null default '[]';
alter table plans add column policies jsonb not null default '[]';
