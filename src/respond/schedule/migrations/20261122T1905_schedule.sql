-- Replies that leave later. What is handed to the outbox is handed once: in the transaction that marks it here.
create table scheduled_replies (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  -- What `queueReply` is given: text, post, account, status afterwards, envelope, files.
  wish jsonb not null,
  send_at timestamptz not null,
  -- How it was chosen: a time on the wall of a zone, or when a calendar opens.
  kind text not null check (kind in ('time', 'opening')),
  zone text not null,
  calendar_id text collate "C",
  -- asked: something happened meanwhile, and a person decides. handed: the outbox has it.
  state text not null default 'scheduled' check (state in ('scheduled', 'asked', 'handed', 'cancelled')),
  because text,
  because_text text,
  -- What stood when it was written: anything later is a reason to ask.
  known_post_id text collate "C" not null,
  known_answered_at timestamptz,
  reply_id text collate "C" unique,
  undo_id text collate "C",
  version integer not null default 1,
  created_by text collate "C" not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  check ((state = 'asked') = (because is not null)),
  check ((state = 'handed') = (reply_id is not null))
);
create index scheduled_replies_due on scheduled_replies (send_at) where state = 'scheduled';
create index scheduled_replies_of on scheduled_replies (conversation_id) where state in ('scheduled', 'asked');
create index scheduled_replies_list on scheduled_replies (state, send_at, id) where state in ('scheduled', 'asked');
