-- Communities that are brought over from elsewhere.
create table community_imports (
  id text collate "C" primary key,
  name text not null,
  -- Where it was: ids and addresses are those of this place.
  origin text not null,
  state text not null default 'draft' check (state in ('draft', 'running', 'stopped', 'done', 'undoing', 'undone')),
  -- [{name, shape, rows}]
  files jsonb not null default '[]',
  -- Once it is done: what came, what was there, what could not come; and what an undo left.
  totals jsonb,
  problems jsonb not null default '[]',
  failure text,
  created_by text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);

-- What the files say, until it has come; emptied when the import is done.
create table community_import_rows (
  import_id text collate "C" not null references community_imports on delete cascade,
  kind text not null check (kind in ('member', 'category', 'thread', 'post')),
  key text collate "C" not null,
  file text not null,
  line integer not null,
  -- Of posts: the key of the thread, and the place in it.
  thread text collate "C",
  number integer,
  data jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'there', 'refused', 'unread')),
  reason text,
  primary key (import_id, kind, key)
);
create index community_import_rows_state on community_import_rows (import_id, kind, state);
create index community_import_rows_thread on community_import_rows (import_id, thread, number) where kind = 'post';

-- What of another place is what here. `key` is a digest where it names a person.
create table community_import_targets (
  origin text collate "C" not null,
  kind text not null check (kind in ('member', 'category', 'thread', 'post')),
  key text collate "C" not null,
  import_id text collate "C" not null references community_imports on delete cascade,
  target_id text collate "C" not null,
  -- Of posts: their thread when they came.
  thread_id text collate "C",
  -- False where it was here before.
  is_made boolean not null,
  -- Its old address, without the host.
  path text collate "C",
  primary key (origin, kind, key)
);
create index community_import_targets_import on community_import_targets (import_id, kind);
create index community_import_targets_path on community_import_targets (path) where path is not null;
create index community_import_targets_target on community_import_targets (target_id);
