-- What topics have, counted by the hour they were written in. A row is nothing but a recount of the posts of that hour, so it can be made again
-- at any time. `subject` is a topic, or `brand`: all topics of the brand together, each post once.
create table trend_hours (
  subject text collate "C" not null,
  hour timestamptz not null,
  posts integer not null,
  negative integer not null,
  neutral integer not null,
  positive integer not null,
  reach bigint not null,
  reach_known integer not null,
  -- {dimension: {value: posts}}
  counts jsonb not null,
  -- {list: {items: [[name, posts, missing?]], cut}}; null once the day's lists are enough.
  lists jsonb,
  -- What counting it took, so that a busy hour is not counted again all the time.
  took_ms integer not null,
  counted_at timestamptz not null default now(),
  primary key (subject, hour)
);
-- The hours added up, by days in UTC.
create table trend_days (
  subject text collate "C" not null,
  day timestamptz not null,
  posts integer not null,
  counts jsonb not null,
  lists jsonb not null,
  primary key (subject, day)
);
-- Hours whose posts changed and that are to be counted again.
create table trend_due (
  subject text collate "C" not null,
  hour timestamptz not null,
  not_before timestamptz not null default now(),
  primary key (subject, hour)
);
create index trend_due_next on trend_due (not_before);
-- The topics that `brand` was counted from, and the rules by which everything was counted.
create table trend_brand_topics (
  topic_id text collate "C" primary key
);
create table trend_rules (
  is_only boolean primary key default true check (is_only),
  version integer not null
);
