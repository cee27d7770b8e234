-- The company's own intents, the examples they are learnt from, and what was learnt.
create table intents (
  id text collate "C" primary key,
  name text not null check (length(name) between 1 and 120),
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index intents_name on intents (lower(name)) where removed_at is null;

create table intent_examples (
  id bigint generated always as identity primary key,
  intent_id text collate "C" not null references intents on delete cascade,
  text text not null check (length(text) between 1 and 4000),
  created_at timestamptz not null default now()
);
-- A text says one thing once; the digest keeps long texts out of the index.
create unique index intent_examples_text on intent_examples (intent_id, md5(lower(text)));
create index intent_examples_by_intent on intent_examples (intent_id, id desc);

create table intent_models (
  id text collate "C" primary key,
  state text not null check (state in ('running', 'ready', 'failed')),
  is_active boolean not null default false check (not is_active or state = 'ready'),
  activate_when_better boolean not null,
  progress real not null default 0,
  problem text,
  intents integer not null,
  examples integer not null,
  figures jsonb,
  bytes bytea,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  check (state <> 'ready' or figures is not null)
);
create unique index intent_models_active on intent_models (is_active) where is_active;
create unique index intent_models_running on intent_models (state) where state = 'running';
