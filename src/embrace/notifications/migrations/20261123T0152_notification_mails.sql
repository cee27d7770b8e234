-- Mails to members: one row each, made in the transaction that decided it. A digest is made once for each member and period.
create table notification_mails (
  id text collate "C" primary key,
  member_id text collate "C" not null,
  rhythm text not null check (rhythm in ('now', 'daily', 'weekly')),
  -- `2026-11-23`, the day or the Monday; null for those at once.
  period text,
  address text not null,
  -- The row of the outbox.
  out_id text collate "C",
  message_id text collate "C",
  -- Set before the mail server is given the first byte: from then on it counts as sent, whatever happens.
  handed_at timestamptz,
  state text not null default 'ready',
  problem text,
  made_at timestamptz not null default now(),
  unique (member_id, rhythm, period)
);
create index notification_mails_member on notification_mails (member_id, made_at);
create index notification_mails_message on notification_mails (message_id) where message_id is not null;
create index notification_mails_out on notification_mails (out_id);
create index notification_mails_old on notification_mails (made_at);

alter table notifications add column mail_id text collate "C";
create index notifications_to_mail on notifications (mail, member_id, at) where mail <> 'off' and mail_id is null and read_at is null;
create index notifications_mail on notifications (mail_id) where mail_id is not null;

-- Addresses that get no mail any more: it came back, or somebody complained. In small letters.
create table notification_stops (
  mail_key text primary key check (mail_key = lower(mail_key)),
  state text not null check (state in ('bounced', 'complained')),
  reason text not null,
  at timestamptz not null default now()
);
