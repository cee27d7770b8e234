alter table replies
  drop constraint replies_state_check,
  add constraint replies_state_check check (state in ('ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'held'));
