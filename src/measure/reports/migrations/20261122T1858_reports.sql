-- One day, by UTC, of contacts and answers in columns, as reports count them: see domain/pack.ts.
create table report_days (
  day date primary key,
  -- Tells readers who keep a day in memory whether it is still the same.
  hash text not null,
  packed bytea not null
);
alter table report_days alter column packed set storage external;

-- What waited for an answer at some moments, by age.
create table report_backlog (
  at timestamptz not null,
  network text collate "C" not null,
  -- Empty: none.
  team_id text collate "C" not null,
  language text collate "C" not null,
  -- See domain/backlog.ts; 0 is the youngest.
  age smallint not null,
  count integer not null,
  primary key (at, network, team_id, language, age)
);

-- People who take no part in orders by figures.
create table report_opt_outs (
  user_id text collate "C" primary key,
  since timestamptz not null default now()
);

-- Links that show the wallboard on a screen where nobody signs in.
create table wallboard_links (
  id text collate "C" primary key,
  token_hash text not null unique,
  name text not null,
  created_by text not null,
  created_at timestamptz not null default now()
);
