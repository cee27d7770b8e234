-- Threads that one sender opened faster than anybody can: they stand behind one conversation until somebody lets them in.
create table conversation_floods (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  -- The conversation that stands for all of them.
  conversation_id text collate "C" not null,
  began_at timestamptz not null,
  last_at timestamptz not null,
  -- When somebody said that it is none: everything is let in, and the sender is not held again.
  released_at timestamptz
);
create index conversation_floods_account on conversation_floods (account_id) where released_at is null;
create index conversation_floods_conversation on conversation_floods (conversation_id);
create table conversation_flood_posts (
  post_id text collate "C" primary key,
  flood_id text collate "C" not null references conversation_floods on delete cascade,
  -- Origin and root of its thread.
  thread text not null
);
create index conversation_flood_posts_flood on conversation_flood_posts (flood_id, post_id);
create table flood_trusted (
  account_id text collate "C" primary key,
  by_name text not null,
  at timestamptz not null default now()
);
create table flood_brake (
  is_only boolean primary key default true check (is_only),
  is_on boolean not null,
  threads integer not null check (threads between 3 and 50),
  minutes integer not null check (minutes between 1 and 60)
);
