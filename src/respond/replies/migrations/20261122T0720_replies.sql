-- What was decided; how far it got is the outbox row's business. `state` follows it in the same transaction, for lists.
create table replies (
  -- The id of the outbox row.
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  post_id text collate "C" not null,
  account_id text not null,
  account_handle text not null,
  network text not null,
  text text not null,
  idempotency_key text not null,
  state text not null check (state in ('ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  -- Brings the conversation's status back when the reply is cancelled.
  undo_id text not null,
  removed_at timestamptz,
  unique (created_by, idempotency_key)
);
create index replies_conversation on replies (conversation_id, id);
create index replies_state on replies (state, id desc);
