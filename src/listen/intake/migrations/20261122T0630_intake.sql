-- What came before its post: a delete, or an edit of a post that was not kept. A post that arrives later looks here first.
create table post_tombstones (
  -- MD5 of origin and external id (or of the author's).
  key uuid primary key,
  -- Version of a delete; states up to it never come back.
  deleted_version bigint,
  -- The latest state that was not kept, as intake takes it, in case an earlier one turns out to be wanted.
  edit_version bigint,
  edit jsonb,
  -- Key of its author, so that the end of an account takes the edit with it.
  author_key uuid,
  at timestamptz not null default now()
);
create index post_tombstones_at on post_tombstones using brin (at);
create index post_tombstones_author on post_tombstones (author_key) where edit is not null;

-- What each source brought, by minute. Posts that match no topic leave only this.
create table source_minutes (
  source_id text collate "C" not null,
  minute timestamptz not null,
  seen integer not null,
  kept integer not null,
  refused integer not null,
  primary key (source_id, minute)
);

-- Payloads that were not understood or that the database did not take, kept aside to be tried again.
create table refusals (
  id text collate "C" primary key,
  source_id text collate "C",
  -- Who can read the payload: `item` is intake itself, anything else a line format.
  format text,
  code text not null,
  reason text not null,
  payload text not null,
  -- Number of the line in an imported file, from 1.
  line bigint,
  at timestamptz not null default now(),
  attempts integer not null default 0
);
create index refusals_source on refusals (source_id, id desc);

create table imports (
  id text collate "C" primary key,
  name text not null,
  format text not null,
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  -- Null for a command line import, which reads the file itself.
  path text,
  total_bytes bigint,
  -- Whether posts that belong to no topic are kept too.
  keeps_all boolean not null default false,
  bytes bigint not null default 0,
  -- Where reading goes on: a byte for files of lines, a row for tables. Everything before is stored.
  position bigint not null default 0,
  lines bigint not null default 0,
  kept bigint not null default 0,
  refused bigint not null default 0,
  problem text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index imports_unfinished on imports (id) where state = 'running';
