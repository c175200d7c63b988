-- A token never carries more than the member behind it may do now, so each token names that member: its maker, or for a
-- token made by a token the member behind that one. Not a foreign key: when the member leaves, the name stays and finds
-- nobody. Null only for tokens that the installation made itself.
alter table tokens add column member_id text;

-- The owner of a table with forced row-level security sees no rows, here for one statement only.
alter table tokens no force row level security;
with recursive behind as (
  select tenant_id, id, created_by, 1 as depth from tokens where created_by is not null
  union all
  select behind.tenant_id, behind.id, maker.created_by, behind.depth + 1
  from behind join tokens maker on maker.tenant_id = behind.tenant_id and maker.id = behind.created_by
)
update tokens set member_id = (
  select created_by from behind
  where behind.tenant_id = tokens.tenant_id and behind.id = tokens.id
  order by depth desc limit 1
);
alter table tokens force row level security;
