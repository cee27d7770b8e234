-- Words that are written again and again, with variables, in several languages.
create table canned_replies (
  id text collate "C" primary key,
  name text not null,
  folder text not null default '',
  -- Typed after a slash in the composer.
  shortcut text collate "C" check (shortcut ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  scope text not null check (scope in ('personal', 'team', 'all')),
  -- Whose it is: a person's of personal ones, a team's of those of a team.
  holder_id text collate "C",
  -- [{language, body}], the first one where no other fits.
  texts jsonb not null check (jsonb_array_length(texts) > 0),
  uses integer not null default 0,
  last_used_at timestamptz,
  version integer not null default 1,
  changed_by_name text not null,
  changed_at timestamptz not null default now(),
  removed_at timestamptz,
  check ((scope = 'all') = (holder_id is null))
);
create unique index canned_replies_shortcut on canned_replies (scope, coalesce(holder_id, ''), shortcut)
  where removed_at is null and shortcut is not null;

-- Who put which words into which conversation: counted once each.
create table canned_uses (
  canned_id text collate "C" not null references canned_replies (id) on delete cascade,
  conversation_id text collate "C" not null,
  user_id text collate "C" not null,
  at timestamptz not null default now(),
  primary key (canned_id, conversation_id, user_id)
);
