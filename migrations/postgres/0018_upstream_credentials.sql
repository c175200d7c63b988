-- What gateways call an upstream with: where it goes, its name, when it was set, and the secret itself, sealed.
alter table api_versions add column credential jsonb;
