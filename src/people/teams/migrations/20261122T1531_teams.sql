create table teams (
  id text collate "C" primary key,
  name text not null,
  purpose text not null default '',
  lead_id text collate "C",
  calendar_id text collate "C",
  -- Ownership timer, behaviour out of hours, escalation; see schema.ts.
  handling jsonb not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
create unique index teams_name on teams (lower(name)) where removed_at is null;

create table team_members (
  team_id text collate "C" not null references teams,
  user_id text collate "C" not null,
  primary key (team_id, user_id)
);
create index team_members_user on team_members (user_id);

-- What somebody can do. Whoever has no row has no skills, speaks nothing in particular, and has room for the usual number.
create table staff_profiles (
  user_id text collate "C" primary key,
  skills text[] not null default '{}',
  languages text[] not null default '{}',
  capacity numeric(6, 1) not null check (capacity >= 0),
  calendar_id text collate "C",
  updated_at timestamptz not null default now()
);

create table staff_absences (
  id text collate "C" primary key,
  user_id text collate "C" not null,
  starts_at timestamptz not null,
  -- Null: until they say they are back.
  ends_at timestamptz,
  -- A colleague or a team; null leaves the work where it is.
  hand_over_to text collate "C",
  note text not null default '',
  handed_over_at timestamptz,
  created_by text collate "C" not null,
  created_at timestamptz not null default now(),
  check (ends_at is null or ends_at >= starts_at)
);
create index staff_absences_user on staff_absences (user_id, starts_at desc);

-- How much of somebody's capacity one conversation takes, by channel; 1 where nothing stands.
create table channel_weights (
  channel text collate "C" primary key,
  weight numeric(4, 1) not null check (weight > 0 and weight <= 20)
);
