-- What members did, by month: the sum over all months is what a formula asks for.
create table trust_facts (
  member_id text collate "C" not null,
  fact text not null,
  month date not null,
  n integer not null,
  primary key (member_id, fact, month)
);
create index trust_facts_month on trust_facts (month, fact);

-- The day a member was here last, so that each day counts once.
create table trust_visits (
  member_id text collate "C" primary key,
  day date not null
);

create table trust_members (
  member_id text collate "C" primary key,
  level smallint not null default 0 check (level between 0 and 4),
  -- Set by a colleague: facts do not move it any more.
  is_locked boolean not null default false,
  changed_at timestamptz not null default now(),
  -- Shown on the leader board: only who wished it.
  is_on_board boolean not null default false
);

-- Every change of a level with what decided, so that it can be explained later.
create table trust_moves (
  id text collate "C" primary key,
  member_id text collate "C" not null,
  from_level smallint not null,
  to_level smallint not null,
  why text[] not null,
  by_name text,
  at timestamptz not null default now()
);
create index trust_moves_member on trust_moves (member_id, id desc);

-- Members whose facts changed since their level was looked at.
create table trust_due (
  member_id text collate "C" primary key,
  at timestamptz not null default now()
);

-- What was written lately, for limits by minute and day; older rows go.
create table trust_spent (
  member_id text collate "C" not null,
  what text not null,
  at timestamptz not null default clock_timestamp()
);
create index trust_spent_member on trust_spent (member_id, what, at desc);
create index trust_spent_age on trust_spent (at);

create table trust_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);
