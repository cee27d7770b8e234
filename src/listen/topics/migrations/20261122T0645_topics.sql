create table topics (
  id text collate "C" primary key,
  name text not null check (length(name) between 1 and 120),
  query text not null check (length(query) between 1 and 4096),
  kind text not null check (kind in ('brand', 'product', 'competitor', 'subject')),
  to_inbox boolean not null,
  state text not null default 'active' check (state in ('active', 'paused', 'deleted')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index topics_name on topics (lower(name)) where state <> 'deleted';

create table topic_backfills (
  topic_id text collate "C" primary key references topics on delete cascade,
  state text not null check (state in ('running', 'paused', 'done', 'cancelled')),
  days integer not null check (days between 1 and 3650),
  cursor text collate "C",
  done integer not null default 0,
  total integer not null,
  found integer not null default 0,
  updated_at timestamptz not null default now()
);
