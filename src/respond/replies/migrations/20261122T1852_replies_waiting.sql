-- A reply may wait for somebody's approval before it gets to the outbox. What was decided with it is kept until then.
alter table replies
  drop constraint replies_state_check,
  add constraint replies_state_check check (state in ('waiting', 'ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'held')),
  add column then_status text not null default 'waiting' check (then_status in ('open', 'waiting', 'done')),
  add column send_at timestamptz;
