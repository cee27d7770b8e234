-- A human being to whom several accounts belong. An account that nobody joined is in none of these tables: it is its own person.
create table persons (
  id text collate "C" primary key,
  -- Whose name and picture the person shows; always one of its accounts.
  lead_account_id text collate "C" not null,
  created_at timestamptz not null default now()
);
create table person_accounts (
  account_id text collate "C" primary key,
  person_id text collate "C" not null references persons (id)
);
create index person_accounts_person on person_accounts (person_id);

-- Every join, split and undo, with the evidence and with what it takes to bring the state before back.
create table person_changes (
  id text collate "C" primary key,
  kind text not null check (kind in ('join', 'split', 'undo')),
  at timestamptz not null default now(),
  actor_id text not null,
  actor_name text not null,
  reason text,
  evidence jsonb not null,
  account_ids text[] not null,
  -- The persons touched, each as it was before and after.
  step jsonb not null,
  undone_by text collate "C"
);
create index person_changes_accounts on person_changes using gin (account_ids);

-- What is said about whoever is behind an account: with its source, its time and how sure it is.
create table person_claims (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  key text not null,
  value text not null,
  -- The value as it is compared: lower case, without blanks.
  norm text collate "C" not null,
  -- `post`, `agent`, `network`, `sign-in`, `import`; with the post's id where one said it.
  source text not null,
  source_id text collate "C",
  said_at timestamptz not null,
  confidence real not null check (confidence > 0 and confidence <= 1),
  created_by text not null,
  created_at timestamptz not null default now()
);
create unique index person_claims_once on person_claims (account_id, key, norm, source, coalesce(source_id, ''));
create index person_claims_same on person_claims (key, norm);
create index person_claims_source on person_claims (source_id) where source_id is not null;

-- Pairs of accounts that may belong to one person. Only people decide; one refused stays refused.
create table person_suggestions (
  id text collate "C" primary key,
  account_a text collate "C" not null,
  account_b text collate "C" not null,
  kind text not null,
  evidence jsonb not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'refused')),
  reason text,
  decided_by text,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  check (account_a < account_b),
  unique (account_a, account_b, kind)
);
create index person_suggestions_b on person_suggestions (account_b) where state = 'open';
create index person_suggestions_open on person_suggestions (id desc) where state = 'open';
