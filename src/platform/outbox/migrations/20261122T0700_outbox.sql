create table outbox_rows (
  id text collate "C" primary key,
  channel text not null,
  lane text not null,
  sequence text,
  key text not null,
  payload jsonb not null,
  state text not null default 'ready'
    check (state in ('ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
  attempts integer not null default 0,
  checks integer not null default 0,
  due_at timestamptz not null default now(),
  not_before timestamptz not null default now(),
  sending_since timestamptz,
  lease_owner text,
  lease_until timestamptz,
  check_at timestamptz,
  receipt jsonb,
  problem text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (channel, lane, key),
  check (state <> 'sending' or check_at is not null),
  check (state <> 'sent' or (receipt is not null and sent_at is not null))
);
create index outbox_rows_ready on outbox_rows (lane, due_at, id) where state = 'ready';
create index outbox_rows_waiting on outbox_rows (not_before) where state = 'ready';
create index outbox_rows_sending on outbox_rows (check_at) where state = 'sending';
create index outbox_rows_sequence on outbox_rows (lane, sequence) where state in ('ready', 'sending');

create table outbox_switch (
  singleton boolean primary key default true check (singleton),
  is_on boolean not null default true,
  reason text,
  changed_by text,
  changed_at timestamptz not null default now()
);
insert into outbox_switch default values;
