-- Containers of work: a case joins conversations across channels. Who handles it, and when, stands on its conversations alone.
create sequence case_numbers start 1001;

create table case_types (
  id text collate "C" primary key,
  name text not null,
  description text not null default '',
  -- [{key, label, kind, choices, isRequired, isShown}], in order.
  fields jsonb not null default '[]',
  is_default boolean not null default false,
  position integer not null default 0,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index case_types_default on case_types (is_default) where is_default;
create unique index case_types_name on case_types (lower(name)) where archived_at is null;
insert into case_types (id, name, description, is_default) values ('ctype_00000000000000000000000000', 'General', '', true);

create table cases (
  id text collate "C" primary key,
  number bigint not null unique default nextval('case_numbers'),
  -- What a person called it; null: it shows the words of its most urgent conversation.
  title text,
  type_id text collate "C" not null references case_types (id),
  fields jsonb not null default '{}',
  solved_at timestamptz,
  reopened_at timestamptz,
  closed_at timestamptz,
  merged_into text collate "C",
  deleted_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  -- The rest follows from the conversations and is kept here for lists.
  status text collate "C" not null default 'open' check (status in ('open', 'waiting', 'solved', 'closed')),
  rank bigint not null default 0,
  last_at timestamptz not null default now(),
  waiting_since timestamptz,
  excerpt text not null default '',
  account_ids text[] not null default '{}',
  assignee_ids text[] not null default '{}',
  networks text[] not null default '{}',
  labels text[] not null default '{}',
  threads integer not null default 0,
  -- `y:` type, `a:` assignee, `n:` network, `l:` label, `p:` account, `f:` follower.
  facets text[] not null default '{}',
  search tsvector not null generated always as (to_tsvector('simple', coalesce(title, '') || ' ' || fields::text)) stored
) with (fillfactor = 90);
create index cases_time on cases (status, last_at desc, id desc) where merged_into is null and deleted_at is null;
create index cases_queue on cases (status, rank, id) where merged_into is null and deleted_at is null;
create index cases_facets on cases using gin (facets);
create index cases_search on cases using gin (search);
create index cases_merged on cases (merged_into) where merged_into is not null;
create index cases_removed on cases (deleted_at) where deleted_at is not null;
create index cases_to_close on cases (solved_at) where status = 'solved' and merged_into is null and deleted_at is null;

-- Which conversation belongs to which case, and since when. One that wrote again after its case was closed goes on in a follow-up.
create table case_threads (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  conversation_id text collate "C" not null,
  since timestamptz not null default now(),
  until timestamptz
);
create unique index case_threads_now on case_threads (conversation_id) where until is null;
create index case_threads_of on case_threads (case_id);

-- caused-by, part-of, duplicate-of, follow-up-of: from the smaller to the larger.
create table case_links (
  from_id text collate "C" not null,
  to_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('caused-by', 'part-of', 'duplicate-of', 'follow-up-of')),
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);
create index case_links_to on case_links (to_id, kind, from_id);

create table case_notes (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  author_id text not null,
  author_name text not null,
  text text not null,
  mentions jsonb not null default '[]',
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index case_notes_of on case_notes (case_id, id);

create table case_checks (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  text text not null,
  position integer not null,
  done_at timestamptz,
  done_by text
);
create index case_checks_of on case_checks (case_id, position, id);

create table case_times (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  user_id text not null,
  user_name text not null,
  minutes integer not null check (minutes between 1 and 1440),
  what text not null default '',
  -- Entered by a person, or measured while writing.
  is_measured boolean not null default false,
  at timestamptz not null default now()
);
create index case_times_of on case_times (case_id, id);

create table case_followers (
  case_id text collate "C" not null,
  user_id text collate "C" not null,
  since timestamptz not null default now(),
  primary key (case_id, user_id)
);

create table case_activity (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  at timestamptz not null default now(),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  detail jsonb not null default '{}',
  undo_id text collate "C"
);
create index case_activity_of on case_activity (case_id, id desc);

-- What brings a change back. The token is the id.
create table case_undos (
  id text collate "C" primary key,
  actor_id text not null,
  step jsonb not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index case_undos_created on case_undos (created_at);

-- Telling and solving many linked cases together; worked off in the background, each of them once.
create table case_waves (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  text text,
  does_solve boolean not null,
  actor jsonb not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index case_waves_of on case_waves (case_id, id desc);
create table case_wave_items (
  wave_id text collate "C" not null,
  case_id text collate "C" not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  problem text,
  primary key (wave_id, case_id)
);
create index case_wave_items_waiting on case_wave_items (wave_id, case_id) where state = 'waiting';

create table case_settings (
  is_only boolean primary key default true check (is_only),
  close_after_days integer not null default 7 check (close_after_days between 1 and 365)
);
insert into case_settings default values;
