-- No foreign keys here: ten thousand rows a second pass through, and intake, the only writer, stores accounts and posts in one transaction.
create table posts (
  -- The id begins with the time the post was written, so the primary key is also the order of the stream.
  id text collate "C" primary key,
  origin text collate "C" not null,
  external_id text collate "C" not null,
  version bigint not null,
  account_id text collate "C" not null,
  network text collate "C" not null,
  kind text collate "C" not null,
  title text,
  text text not null,
  html text,
  langs text[] not null,
  url text,
  links text[] not null,
  tags text[] not null,
  mentions text[] not null,
  media jsonb,
  parent_external_id text collate "C",
  root_external_id text collate "C",
  quoted_external_id text collate "C",
  revision text,
  source_id text collate "C",
  is_own boolean not null,
  created_at timestamptz not null,
  received_at timestamptz not null default now(),
  edited_at timestamptz,
  -- A deleted post keeps its identity and version; everything it said is gone.
  deleted_at timestamptz,
  search tsvector not null,
  unique (origin, external_id)
);
create index posts_account on posts (account_id, id desc);
create index posts_thread on posts (root_external_id, origin) where root_external_id is not null;
create index posts_search on posts using gin (search) with (fastupdate = on, gin_pending_list_limit = 8192);
create index posts_received on posts using brin (received_at);
-- Inserts must not wait for the table to have changed by a twentieth before the map that index-only scans need is fresh.
alter table posts set (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.1);

create table post_topics (
  post_id text collate "C" not null,
  topic_id text collate "C" not null,
  matched_at timestamptz not null default now(),
  primary key (post_id, topic_id)
);
create index post_topics_topic on post_topics (topic_id, post_id desc);
