-- One thread with one customer. No foreign keys: rows are opened ten thousand a second, inside intake's transaction.
create table conversations (
  id text collate "C" primary key,
  origin text collate "C" not null,
  network text collate "C" not null,
  root_external_id text collate "C" not null,
  account_id text collate "C" not null,
  status text collate "C" not null check (status in ('open', 'waiting', 'snoozed', 'done')),
  snoozed_until timestamptz,
  assignee_id text collate "C",
  labels text[] not null default '{}',
  topic_ids text[] not null default '{}',
  -- Everything that lists are filtered by, in one array: `t:` topic, `n:` network, `l:` label, `a:` assignee.
  facets text[] not null default '{}',
  factors jsonb not null default '[]',
  -- Smallest first: when the waiting began, moved forward by what the factors are worth. See respond/triage.
  rank bigint not null,
  excerpt text not null,
  title text,
  has_media boolean not null,
  -- Posts of the customer that stand, oldest first.
  post_ids text[] not null,
  last_post_id text collate "C" not null,
  last_post_at timestamptz not null,
  -- Posts since our last answer, and when the first of them came.
  posts_waiting integer not null,
  waiting_since timestamptz,
  answered_at timestamptz,
  outgoing text not null default 'none' check (outgoing in ('none', 'sending', 'failed', 'uncertain')),
  is_unread boolean not null default true,
  -- The customer deleted everything: out of the queue, the trace stays.
  is_gone boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (origin, root_external_id, account_id),
  check ((status = 'snoozed') = (snoozed_until is not null))
) with (fillfactor = 90, autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.1);
create index conversations_queue on conversations (status, rank, id) where not is_gone;
create index conversations_time on conversations (status, last_post_at, id) where not is_gone;
create index conversations_account on conversations (account_id, last_post_at desc);
create index conversations_assignee on conversations (assignee_id, status, rank, id) where assignee_id is not null and not is_gone;
create index conversations_facets on conversations using gin (facets) with (fastupdate = on, gin_pending_list_limit = 4096);
create index conversations_snoozed on conversations (snoozed_until) where status = 'snoozed';

-- Posts of the brand in threads of others, also those sent by the network's own app, and those that came before the post they answer.
create table conversation_answers (
  post_id text collate "C" primary key,
  origin text collate "C" not null,
  root_external_id text collate "C" not null,
  -- Whom it answers; null when the post it answers is not known: then everybody in the thread.
  account_id text collate "C",
  answered_at timestamptz not null
);
create index conversation_answers_thread on conversation_answers (root_external_id, origin);

create table conversation_notes (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  author_id text not null,
  author_name text not null,
  text text not null,
  mentions jsonb not null default '[]',
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index conversation_notes_of on conversation_notes (conversation_id, id);

create table conversation_activity (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  at timestamptz not null default now(),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  detail jsonb not null default '{}',
  undo_id text collate "C"
);
create index conversation_activity_of on conversation_activity (conversation_id, id desc);

-- What brings a change back. The token is the id.
create table inbox_undos (
  id text collate "C" primary key,
  actor_id text not null,
  kind text not null check (kind in ('conversations', 'note', 'view')),
  steps jsonb not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index inbox_undos_created on inbox_undos (created_at);

create table inbox_labels (
  -- Lower case: one label, however it is written.
  key text primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table inbox_views (
  id text collate "C" primary key,
  owner_id text not null,
  name text not null,
  query jsonb not null,
  is_shared boolean not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index inbox_views_owner on inbox_views (owner_id) where deleted_at is null;

create table conversation_drafts (
  conversation_id text collate "C" not null,
  user_id text not null,
  text text not null,
  updated_at timestamptz not null default now(),
  primary key (conversation_id, user_id)
);
