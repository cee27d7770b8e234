create table receivers (
  id text collate "C" primary key,
  name text not null,
  token_hash text collate "C" not null unique,
  -- {scheme, header?, prefix?, encoding?}
  signature jsonb not null,
  -- Sealed; null where the address alone is the secret.
  secret text,
  mapping jsonb not null,
  is_private boolean not null,
  is_on boolean not null default true,
  created_at timestamptz not null default now()
);

create table receiver_log (
  id text collate "C" primary key,
  receiver_id text collate "C" not null references receivers on delete cascade,
  at timestamptz not null default now(),
  outcome text not null check (outcome in ('taken', 'refused')),
  -- The sender's id of the message, or a hash of its bytes.
  message_key text collate "C" not null,
  posts integer not null default 0,
  problem text,
  payload text not null
);
create unique index receiver_log_taken on receiver_log (receiver_id, message_key) where outcome = 'taken';
create index receiver_log_of on receiver_log (receiver_id, id desc);
create index receiver_log_at on receiver_log (at);
