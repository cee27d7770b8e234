-- What a colleague looks at: one row for each thing that was held or flagged.
create table moderation_cases (
  kind text not null,
  subject_id text collate "C" not null,
  -- Who wrote it.
  member_id text collate "C" not null,
  -- Not shown to others yet; taken away from where it was shown.
  is_held boolean not null default false,
  is_hidden boolean not null default false,
  is_open boolean not null default true,
  -- Why it is here: [{code, text}].
  why jsonb not null default '[]',
  flags integer not null default 0,
  weight real not null default 0,
  opened_at timestamptz(3) not null default now(),
  decision text check (decision in ('hide', 'keep', 'ignore')),
  reason text,
  decided_at timestamptz(3),
  decided_by_id text,
  decided_by_name text,
  -- The actions of the decision, and how it was before: what undo goes back to.
  decision_id text collate "C",
  before jsonb,
  version integer not null default 1,
  primary key (kind, subject_id),
  check (is_open = (decision is null))
);
create index moderation_cases_open on moderation_cases (weight desc, opened_at, subject_id) where is_open;
create index moderation_cases_done on moderation_cases (decided_at desc, subject_id desc) where not is_open;
create index moderation_cases_member on moderation_cases (member_id);

create table moderation_flags (
  id text collate "C" primary key,
  kind text not null,
  subject_id text collate "C" not null,
  member_id text collate "C" not null,
  reason text not null check (reason in ('spam', 'offensive', 'off-topic', 'illegal', 'other')),
  text text,
  weight real not null,
  at timestamptz not null default now(),
  outcome text check (outcome in ('upheld', 'dismissed', 'ignored')),
  unique (kind, subject_id, member_id)
);
create index moderation_flags_member on moderation_flags (member_id);

-- What colleagues, or rules, did to a member: shown to that member.
create table moderation_actions (
  id text collate "C" primary key,
  member_id text collate "C" not null,
  what text not null check (what in ('held', 'released', 'hidden', 'restored', 'silenced', 'suspended', 'freed')),
  kind text,
  subject_id text collate "C",
  title text,
  reason text not null,
  until timestamptz,
  -- Null: by the rules, before anybody looked.
  by_id text,
  by_name text,
  decision_id text collate "C",
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by_name text
);
create index moderation_actions_member on moderation_actions (member_id, id desc);
create index moderation_actions_decision on moderation_actions (decision_id) where decision_id is not null;
create index moderation_actions_newest on moderation_actions (id desc);

-- One for each measure.
create table moderation_appeals (
  action_id text collate "C" primary key references moderation_actions on delete cascade,
  member_id text collate "C" not null,
  text text not null,
  at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'granted', 'declined')),
  answer text,
  decided_at timestamptz,
  decided_by_id text,
  decided_by_name text,
  check ((state = 'open') = (decided_at is null))
);
create index moderation_appeals_open on moderation_appeals (at) where state = 'open';

create table moderation_words (
  id text collate "C" primary key,
  pattern text not null,
  -- An expression rather than words.
  is_expression boolean not null default false,
  action text not null check (action in ('hold', 'refuse', 'replace', 'flag')),
  replacement text not null default '',
  -- Told to who wrote it, where it is refused.
  reason text not null default '',
  is_on boolean not null default true,
  hits integer not null default 0,
  created_at timestamptz not null default now()
);

-- Sites that links led to: who brought them, and what colleagues decided.
create table moderation_sites (
  host text collate "C" primary key,
  uses integer not null default 0,
  hidden integer not null default 0,
  verdict text check (verdict in ('good', 'bad')),
  first_at timestamptz not null default now()
);

-- Texts of the last weeks without their words: to be known again, the same or nearly.
create table moderation_texts (
  kind text not null,
  subject_id text collate "C" not null,
  member_id text collate "C" not null,
  key bigint not null,
  bands bigint[] not null,
  sketch integer[] not null,
  numbers text not null,
  is_bad boolean not null default false,
  at timestamptz not null default now(),
  primary key (kind, subject_id)
);
create index moderation_texts_bands on moderation_texts using gin (bands);
create index moderation_texts_member on moderation_texts (member_id);
create index moderation_texts_age on moderation_texts (at);

create table moderation_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);

-- Browsers that members signed in with: only a keyed hash of a random cookie, no address.
create table moderation_devices (
  member_id text collate "C" not null,
  device text collate "C" not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (member_id, device)
);
create index moderation_devices_device on moderation_devices (device);
create index moderation_devices_age on moderation_devices (last_at);

-- What looks arranged: pointed out, and nothing else.
create table moderation_signs (
  id text collate "C" primary key,
  kind text not null check (kind in ('same-device', 'ring', 'favour')),
  -- The members in order: the same group is one row.
  members text[] not null,
  why text[] not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'dismissed')),
  by_name text,
  unique (kind, members)
);
