create table webhook_endpoints (
  id text collate "C" primary key,
  name text not null,
  url text not null,
  -- Types that it hears of; `*` for all.
  types text[] not null,
  secret text not null,
  former_secret text,
  former_until timestamptz,
  is_on boolean not null default true,
  -- Since when nothing arrives, and why.
  failing_since timestamptz,
  problem text,
  created_at timestamptz not null default now()
);

create table webhook_deliveries (
  -- The message's id, and the key of its outbox row.
  id text collate "C" primary key,
  endpoint_id text collate "C" not null references webhook_endpoints on delete cascade,
  out_id text collate "C" not null,
  type text not null,
  at timestamptz not null
);
create index webhook_deliveries_of on webhook_deliveries (endpoint_id, id desc);
create index webhook_deliveries_at on webhook_deliveries (at);
