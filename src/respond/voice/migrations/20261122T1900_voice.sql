-- Every version of the voice guide; the newest counts.
create table voice_guides (
  revision integer primary key check (revision > 0),
  guide jsonb not null,
  note text not null default '',
  by_id text collate "C" not null,
  by_name text not null,
  at timestamptz not null default now()
);

-- Good replies, with what they answered; both without what tells of a person.
create table voice_examples (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  -- Our post.
  post_id text collate "C" not null unique,
  -- What it answered.
  asked_id text collate "C" not null,
  network text not null,
  language text,
  question text not null,
  answer text not null,
  is_private boolean not null,
  note text not null default '',
  by_id text collate "C" not null,
  by_name text not null,
  at timestamptz not null default now()
);
create index voice_examples_conversation on voice_examples (conversation_id);

-- Who writes drafts, where somebody has set one up.
create table voice_drafting (
  is_only boolean primary key default true check (is_only),
  is_on boolean not null default false,
  -- Where chat completions are asked for, without `/chat/completions`.
  url text not null default '',
  model text not null default '',
  -- Sealed; null where none is needed.
  secret text,
  requests_per_day integer not null default 200 check (requests_per_day between 1 and 1000000),
  tokens_per_day bigint not null default 500000 check (tokens_per_day between 1000 and 1000000000),
  timeout_ms integer not null default 20000 check (timeout_ms between 1000 and 60000),
  -- Whether words leave that people wrote to us alone.
  sends_private boolean not null default false,
  last_error text,
  answered_at timestamptz
);
insert into voice_drafting default values;
create table voice_drafting_days (
  day date primary key,
  requests integer not null default 0,
  tokens bigint not null default 0,
  drafts integer not null default 0,
  refused integer not null default 0
);

-- How long a new account of ours reads before it posts. Zero days and posts: not at all.
create table voice_reading (
  is_only boolean primary key default true check (is_only),
  days integer not null default 0 check (days between 0 and 365),
  posts integer not null default 0 check (posts between 0 and 10000)
);
insert into voice_reading default values;
create table voice_reading_accounts (
  account_id text collate "C" primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text,
  ended_by text
);
create table voice_reading_posts (
  account_id text collate "C" not null,
  post_id text collate "C" not null,
  by_id text collate "C" not null,
  at timestamptz not null default now(),
  primary key (account_id, post_id)
);
