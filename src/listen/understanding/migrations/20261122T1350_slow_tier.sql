-- A slower, better model that is asked about stored posts, where somebody has set one up. Nothing waits for it.
create table slow_tier (
  is_only boolean primary key default true check (is_only),
  is_on boolean not null default false,
  -- Where chat completions are asked for, without `/chat/completions`.
  url text not null default '',
  model text not null default '',
  -- Sealed; null where none is needed.
  secret text,
  requests_per_day integer not null default 500 check (requests_per_day between 1 and 1000000),
  tokens_per_day bigint not null default 500000 check (tokens_per_day between 1000 and 1000000000),
  timeout_ms integer not null default 20000 check (timeout_ms between 1000 and 120000),
  -- Failures in a row, and until when nobody asks because of them.
  failures integer not null default 0,
  resting_until timestamptz,
  last_error text,
  answered_at timestamptz
);
insert into slow_tier default values;

create table slow_tier_days (
  day date primary key,
  requests integer not null default 0,
  tokens bigint not null default 0,
  answers integer not null default 0,
  failures integer not null default 0,
  -- Answers that were known from an equal text.
  known integer not null default 0
);

-- Answers by the hash of model, question and text; no words are kept.
create table slow_tier_answers (
  key text collate "C" primary key,
  answer jsonb not null,
  at timestamptz not null default now()
);
create index slow_tier_answers_at on slow_tier_answers (at);

-- Posts that the model was asked about, and what it said where it made sense.
create table label_opinions (
  post_id text collate "C" primary key,
  model text not null,
  -- Label → value; null where the answer made no sense.
  said jsonb,
  at timestamptz not null default now()
);
