-- Why: on a cluster the names that code uses stand for all shards. A tenant's rows live on one shard, so every query
-- of a tenant is answered by one, and a segment sent again is split the same way and known again by each shard.
-- only: cluster

CREATE TABLE IF NOT EXISTS usage_events {on_cluster} AS usage_events{local}
ENGINE = Distributed({cluster}, currentDatabase(), usage_events{local}, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS usage_by_minute {on_cluster} AS usage_by_minute{local}
ENGINE = Distributed({cluster}, currentDatabase(), usage_by_minute{local}, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS usage_by_hour {on_cluster} AS usage_by_hour{local}
ENGINE = Distributed({cluster}, currentDatabase(), usage_by_hour{local}, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS usage_by_day {on_cluster} AS usage_by_day{local}
ENGINE = Distributed({cluster}, currentDatabase(), usage_by_day{local}, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS key_last_used {on_cluster} AS key_last_used{local}
ENGINE = Distributed({cluster}, currentDatabase(), key_last_used{local}, cityHash64(tenant));
