-- What members are told. Several of one bundle are one row as long as it is not read.
create table notifications (
  id text collate "C" primary key,
  member_id text collate "C" not null,
  kind text not null,
  bundle text,
  -- What it is about: a thread, an idea. Reading that reads this, and its end ends this.
  subject text collate "C",
  title text not null,
  path text not null check (path ~ '^/(?!/)'),
  -- Members who did it, the last one last, at most 50; `people` counts them all. A colleague is only a name.
  by_ids text[] not null default '{}',
  by_name text,
  people integer not null check (people >= 0),
  count integer not null default 1,
  data jsonb not null default '{}',
  -- Where it is told, as its member wished when it happened.
  on_page boolean not null,
  mail text not null check (mail in ('off', 'now', 'daily', 'weekly')),
  push boolean not null,
  at timestamptz(3) not null default now(),
  read_at timestamptz
);
create unique index notifications_bundles on notifications (member_id, kind, bundle) where read_at is null and bundle is not null;
create index notifications_page on notifications (member_id, at desc, id desc) where on_page;
create index notifications_unread on notifications (member_id) where on_page and read_at is null;
create index notifications_subject on notifications (subject);
create index notifications_by on notifications using gin (by_ids);
create index notifications_old on notifications (at);

-- What each member was told already: the same key is told once, also after it was read and forgotten.
create table notification_keys (
  member_id text collate "C" not null,
  key text collate "C" not null,
  at timestamptz not null default now(),
  primary key (member_id, key)
);
create index notification_keys_old on notification_keys (at);

-- Where a member wants to hear of a kind, where he decided it himself.
create table notification_choices (
  member_id text collate "C" not null,
  kind text not null,
  on_page boolean not null,
  mail text not null check (mail in ('off', 'now', 'daily', 'weekly')),
  push boolean not null,
  primary key (member_id, kind)
);
