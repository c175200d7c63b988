-- Several versions may stand under one base path when requests say which they mean; two that are meant by the same
-- value, or by none, may not.
create unique index api_versions_address on api_versions
  (tenant_id, base_path, coalesce(routing #>> '{selection,value}', ''));
alter table api_versions drop constraint api_versions_tenant_id_base_path_key;
