-- Replies by mail have a subject, further recipients and files.
alter table replies add column envelope jsonb;
-- Id under which it stands on the network, once it was sent.
alter table replies add column external_id text collate "C";
create index replies_external on replies (external_id) where external_id is not null;
-- What the network said later of a reply that had left: it came back, it is late, somebody complained.
create table reply_deliveries (
  reply_id text collate "C" not null references replies on delete cascade,
  state text not null check (state in ('bounced', 'delayed', 'complained')),
  recipient text not null default '',
  reason text not null,
  at timestamptz not null,
  primary key (reply_id, state, recipient)
);
