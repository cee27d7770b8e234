-- What was made of what was said: an article or a thread of a reply, a solved thread or a solved case. Each once.
create table contribution_origins (
  made_id text collate "C" primary key,
  made text not null check (made in ('article', 'thread')),
  source text not null check (source in ('reply', 'thread', 'case')),
  source_id text collate "C" not null,
  -- Where the reply stands; null for threads and cases.
  conversation_id text collate "C",
  made_by text not null,
  made_by_name text not null,
  at timestamptz not null default now(),
  unique (made, source, source_id)
);

-- Whose words an article has; hidden: the member does not want to be named.
create table contribution_credits (
  article_id text collate "C" not null,
  member_id text collate "C" not null,
  -- `answer`: his answer in the community became the article; `edit`: he suggested a change.
  kind text not null check (kind in ('answer', 'edit')),
  -- The post or the edit.
  source_id text collate "C" not null,
  is_hidden boolean not null default false,
  at timestamptz not null default now(),
  primary key (article_id, member_id, kind)
);
create index contribution_credits_member on contribution_credits (member_id);

-- Changes of articles that members suggest.
create table contribution_edits (
  id text collate "C" primary key,
  article_id text collate "C" not null,
  language text not null,
  -- Null: a former member.
  member_id text collate "C",
  member_name text not null,
  -- The version that he read and changed.
  base_version integer not null,
  title text not null,
  body text not null,
  reason text not null,
  state text not null check (state in ('waiting', 'held', 'taken', 'declined', 'withdrawn')),
  form_id text collate "C",
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  -- Null while nobody has decided, or where the member's level did.
  decided_by text,
  -- Why it was declined, for the member.
  answer text,
  -- The version that it became.
  version integer,
  unique (member_id, form_id)
);
create index contribution_edits_state on contribution_edits (state, id);
create index contribution_edits_member on contribution_edits (member_id, id desc);

create table contribution_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);
