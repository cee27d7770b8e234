-- Dashboards: which panels, in which order and how wide. One that is not shared is its owner's alone.
create table trend_boards (
  id text collate "C" primary key,
  owner_id text collate "C" not null,
  name text not null check (length(name) between 1 and 120),
  is_shared boolean not null default false,
  panels jsonb not null,
  -- ISO 3166-1 codes of the countries whose public holidays are marked.
  holidays text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index trend_boards_owner on trend_boards (owner_id);

-- What the company did or what happened to it, marked on the charts.
create table trend_marks (
  id text collate "C" primary key,
  day date not null,
  name text not null check (length(name) between 1 and 120),
  created_by text collate "C" not null,
  created_at timestamptz not null default now()
);
create index trend_marks_day on trend_marks (day);

-- Reports that anybody with the link may read: a picture of the numbers at one moment.
create table trend_reports (
  id text collate "C" primary key,
  token_hash text collate "C" not null unique,
  title text not null check (length(title) between 1 and 160),
  picture jsonb not null,
  created_by text collate "C" not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- Who gets the weekly report, of what, and which weeks were sent.
create table trend_weeklies (
  user_id text collate "C" not null,
  subject text collate "C" not null,
  zone text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, subject)
);
create table trend_weeklies_sent (
  user_id text collate "C" not null,
  subject text collate "C" not null,
  week date not null,
  at timestamptz not null default now(),
  primary key (user_id, subject, week)
);
