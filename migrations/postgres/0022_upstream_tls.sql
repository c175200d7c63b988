-- How gateways and an upstream prove to each other who they are: authorities, the name that is checked, a certificate of
-- the gateway's and its key, sealed. Null for what everyone trusts and no certificate.
alter table api_versions add column tls jsonb;
