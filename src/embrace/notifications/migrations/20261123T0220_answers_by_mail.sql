-- Answers by mail, each taken once by its Message-ID. Words and files are kept until it is a post or refused.
create table notification_answers (
  id text collate "C" primary key,
  message_id text not null unique,
  ref text collate "C" not null,
  member_id text collate "C",
  mail_from text not null,
  is_genuine boolean,
  text text not null,
  files jsonb not null default '[]',
  state text not null default 'waiting' check (state in ('waiting', 'posted', 'refused', 'dropped')),
  -- In the language of its member.
  reason text,
  -- The mail that tells him so, as in `notification_mails`.
  out_id text collate "C",
  address text,
  handed_at timestamptz,
  at timestamptz not null default now()
);
create index notification_answers_waiting on notification_answers (id) where state = 'waiting';
create index notification_answers_member on notification_answers (member_id, at);
create index notification_answers_out on notification_answers (out_id) where out_id is not null;
create index notification_answers_old on notification_answers (at);
