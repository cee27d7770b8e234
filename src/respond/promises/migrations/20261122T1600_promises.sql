create table promise_policies (
  id text collate "C" primary key,
  name text not null check (length(name) between 1 and 120),
  -- The first that matches counts.
  position integer not null,
  is_on boolean not null default false,
  -- {version, when}: see lib/conditions.
  condition jsonb not null,
  -- Null: the calendar of the team, else the standard one.
  calendar_id text collate "C" references calendars (id),
  -- within, targets by urgency, pauses, warnMinutes, escalation: see domain/policy.ts.
  terms jsonb not null,
  -- Removed ones stay: reports name them.
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Every wait for an answer and every way to a solution, promised or not: a policy can be tried on those of last week.
create table promise_clocks (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('first', 'next', 'resolution')),
  started_at timestamptz not null,
  -- [{at, status, labels?}]: what the conversation was from when on. Policies decide which of it pauses the clock.
  stretches jsonb not null,
  -- What was known of the conversation when the clock last ran: the reports' dimensions, and what targets and hours depend on.
  network text collate "C" not null,
  team_id text collate "C",
  urgency smallint not null check (urgency between 0 and 3),
  -- Null: nothing is promised.
  policy_id text collate "C" references promise_policies (id),
  -- Null while it is paused, too.
  due_at timestamptz,
  -- When something is to be done next: warn, or note the breach.
  next_at timestamptz,
  warned_at timestamptz,
  missed_at timestamptz,
  ended_at timestamptz,
  -- Told once; `void` ended without an answer. A late answer leaves `missed`.
  outcome text collate "C" check (outcome in ('kept', 'missed', 'void')),
  check (outcome is distinct from 'missed' or missed_at is not null)
) with (fillfactor = 85);
create unique index promise_clocks_reply on promise_clocks (conversation_id) where ended_at is null and kind <> 'resolution';
create unique index promise_clocks_resolution on promise_clocks (conversation_id) where ended_at is null and kind = 'resolution';
create index promise_clocks_conversation on promise_clocks (conversation_id);
create index promise_clocks_next on promise_clocks (next_at) where next_at is not null;
create index promise_clocks_started on promise_clocks (started_at, id);

-- What reports are made of, counted in the transaction that decides an outcome.
create table promise_counts (
  -- Hour in which the clock began.
  hour timestamptz not null,
  policy_id text collate "C" not null,
  kind text collate "C" not null,
  network text collate "C" not null,
  -- Empty: none.
  team_id text collate "C" not null,
  kept integer not null default 0,
  missed integer not null default 0,
  -- Ended without an answer before it was due.
  closed integer not null default 0,
  primary key (hour, policy_id, kind, network, team_id)
);

-- Work in the background after a calendar or a policy changed; the newest row is the one that counts.
create table promise_recounts (
  id text collate "C" primary key,
  reason text not null,
  total integer not null default 0,
  done integer not null default 0,
  after_id text collate "C" not null default '',
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
