-- A reply that waits for somebody's word. What is offered is sealed: a hash over its text, files, recipients and target.
create table approvals (
  id text collate "C" primary key,
  reply_id text collate "C" not null unique,
  conversation_id text collate "C" not null,
  network text not null,
  account_handle text not null,
  author_id text not null,
  author_name text not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'changes', 'suggested', 'approved', 'rejected', 'withdrawn', 'expired')),
  -- Why it waits, in words.
  reasons jsonb not null,
  policy_id text collate "C",
  is_newcomer boolean not null,
  steps jsonb not null,
  terms jsonb not null,
  -- What is sealed beside the text.
  rest jsonb not null,
  -- [{text, hash}]
  offered jsonb not null,
  chosen text,
  round integer not null default 1 check (round > 0),
  step integer not null default 0,
  suggestion jsonb,
  note text,
  is_changed boolean not null default false,
  -- Why it could not be handed over although it was approved.
  problem text,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  remind_at timestamptz,
  ended_at timestamptz,
  -- Nothing is approved without a picked text that it is approved for.
  check (state <> 'approved' or chosen is not null),
  check ((suggestion is not null) = (state = 'suggested'))
);
create index approvals_conversation on approvals (conversation_id, id);
create index approvals_open on approvals (id) where state in ('waiting', 'changes', 'suggested');
create index approvals_author on approvals (author_id, id desc);
create index approvals_ended on approvals (ended_at desc, id desc) where ended_at is not null;

-- Everything that was said about it, in order.
create table approval_words (
  id text collate "C" primary key,
  approval_id text collate "C" not null references approvals on delete cascade,
  at timestamptz not null default now(),
  kind text not null check (kind in
    ('asked', 'approved', 'rejected', 'change-asked', 'suggested', 'accepted', 'insisted', 'revised', 'withdrawn', 'expired', 'reminded', 'handed-over', 'stopped')),
  voter text not null,
  voter_name text not null,
  author_id text not null,
  by_link text collate "C",
  round integer not null,
  step integer not null,
  places jsonb not null default '[]',
  hash text,
  text text,
  -- Nobody approves his own.
  check (kind <> 'approved' or voter <> author_id)
);
create index approval_words_of on approval_words (approval_id, id);
-- A word counts once.
create unique index approval_words_once on approval_words (approval_id, round, step, voter) where kind = 'approved';

create table approval_settings (
  is_only boolean primary key default true check (is_only),
  settings jsonb not null
);

-- Who may speak on a channel without a second person.
create table approval_trust (
  user_id text not null,
  network text not null,
  streak integer not null default 0 check (streak >= 0),
  is_trusted boolean not null default false,
  by_name text,
  reason text,
  at timestamptz not null default now(),
  primary key (user_id, network)
);

create table approval_policies (
  id text collate "C" primary key,
  name text not null,
  is_on boolean not null default false,
  condition jsonb not null,
  terms jsonb not null,
  position integer not null,
  removed_at timestamptz
);

-- Single-purpose links for people without an account: one approval, one round, one step, one word.
create table approval_links (
  id text collate "C" primary key,
  approval_id text collate "C" not null references approvals on delete cascade,
  round integer not null,
  step integer not null,
  places jsonb not null,
  address text not null,
  name text not null,
  made_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  mailed_at timestamptz,
  opened_at timestamptz,
  used_at timestamptz,
  verdict text check (verdict in ('approved', 'rejected')),
  revoked_at timestamptz,
  check ((used_at is null) = (verdict is null))
);
create index approval_links_of on approval_links (approval_id, id);
