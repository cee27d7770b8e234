-- Customers who began to wait for an answer, by the half hour in which they did, for the forecast. Counted from the news of conversations.
create table coverage_contacts (
  slot timestamptz not null,
  network text collate "C" not null,
  contacts integer not null,
  primary key (slot, network)
);

create table coverage_settings (
  is_only boolean primary key default true check (is_only),
  -- {shrinkage, mostBusy, countries, events, channels}: see domain/settings.ts.
  settings jsonb not null default '{}',
  updated_at timestamptz not null default now()
);
insert into coverage_settings default values;

create table coverage_shifts (
  id text collate "C" primary key,
  name text not null default '',
  -- A colleague, or so many people of a team or of nobody in particular.
  user_id text,
  team_id text collate "C",
  people integer not null check (people between 1 and 1000),
  -- Empty: every channel.
  networks text[] not null default '{}',
  -- 0 is Monday.
  weekdays integer[] not null check (cardinality(weekdays) between 1 and 7),
  -- Minutes since midnight in the zone of the standard calendar; over midnight to_minute is above 1440.
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 2880),
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null default now(),
  check (to_minute > from_minute and to_minute - from_minute <= 1440),
  check (user_id is null or people = 1)
);

-- Who may send: one company, one stage.
create table coverage_stage (
  is_only boolean primary key default true check (is_only),
  stage text not null default 'everybody' check (stage in ('watch', 'small-team', 'service-accounts', 'everybody')),
  user_ids text[] not null default '{}',
  account_ids text[] not null default '{}',
  since timestamptz not null default now()
);
insert into coverage_stage default values;
