create table chat_widgets (
  id text collate "C" primary key,
  settings jsonb not null,
  -- The brand account that speaks in it.
  account_id text collate "C" not null,
  -- What the company signs identities with, sealed.
  secret text not null,
  -- The one before; good until then, so that a change needs no moment.
  former_secret text,
  former_until timestamptz,
  created_at timestamptz not null default now()
);

create table chat_visits (
  id text collate "C" primary key,
  widget_id text collate "C" not null references chat_widgets on delete cascade,
  -- A chat, or a message left while nobody was there.
  kind text not null check (kind in ('chat', 'offline')),
  -- Who writes in it, as accounts know him.
  author_id text collate "C" not null,
  -- As the company's own signature names him.
  sub text collate "C",
  name text,
  mail text,
  language text not null,
  page_url text,
  page_title text,
  -- External id of its first message, which is its thread's.
  root_id text collate "C",
  conversation_id text collate "C",
  last_seq integer not null default 0,
  -- The last message of ours that the visitor has read.
  read_seq integer not null default 0,
  -- The last message that went to him by mail.
  mailed_seq integer not null default 0,
  -- What a mail to him answers, in the words of the mail connector.
  mail_revision text,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  left_at timestamptz,
  ended_at timestamptz,
  rating smallint check (rating between 1 and 5),
  rating_text text,
  -- Of a message that was left: the same one again is not another one.
  client_key text collate "C",
  unique (widget_id, client_key)
);
create index chat_visits_sub on chat_visits (widget_id, sub, id desc) where sub is not null;
create unique index chat_visits_root on chat_visits (root_id) where root_id is not null;
create index chat_visits_conversation on chat_visits (conversation_id) where conversation_id is not null;
create index chat_visits_waiting on chat_visits (seen_at) where mail is not null and greatest(read_seq, mailed_seq) < last_seq;
create index chat_visits_seen on chat_visits (seen_at);

-- What a visitor's browser shows to be let in again; a hash.
create table chat_tokens (
  hash text collate "C" primary key,
  visit_id text collate "C" not null references chat_visits on delete cascade,
  used_at timestamptz not null default now()
);
create index chat_tokens_visit on chat_tokens (visit_id);

create table chat_messages (
  id text collate "C" primary key,
  visit_id text collate "C" not null references chat_visits on delete cascade,
  seq integer not null,
  sender text not null check (sender in ('visitor', 'agent', 'system')),
  author_name text,
  text text not null,
  file_ids text[] not null default '{}',
  at timestamptz not null default now(),
  -- The visitor's own name of it: the same one again is not another one.
  client_id text collate "C",
  -- The outbox' name of it: whoever sends it twice changes nothing.
  key text collate "C" unique,
  post_id text collate "C",
  is_by_mail boolean not null default false,
  removed_at timestamptz,
  unique (visit_id, seq),
  unique (visit_id, client_id)
);
create index chat_messages_post on chat_messages (post_id) where post_id is not null;

-- Files that a visitor uploaded; nobody else may send them.
create table chat_files (
  file_id text collate "C" primary key,
  visit_id text collate "C" not null references chat_visits on delete cascade,
  at timestamptz not null default now()
);

-- Mails in which messages went to visitors who had left.
create table chat_mails (
  -- The row of the outbox.
  id text collate "C" primary key,
  visit_id text collate "C" not null references chat_visits on delete cascade,
  last_seq integer not null,
  address text not null,
  external_id text collate "C",
  state text not null default 'ready',
  problem text,
  at timestamptz not null default now()
);
create index chat_mails_visit on chat_mails (visit_id);
create unique index chat_mails_external on chat_mails (external_id) where external_id is not null;

-- Questions that an article answered before anybody had to.
create table chat_answers (
  day date not null,
  widget_id text collate "C" not null references chat_widgets on delete cascade,
  article_id text collate "C" not null,
  language text not null,
  shown integer not null default 0,
  helped integer not null default 0,
  primary key (day, widget_id, article_id, language)
);
