alter table conversations
  drop constraint conversations_outgoing_check,
  add constraint conversations_outgoing_check check (outgoing in ('none', 'waiting', 'sending', 'held', 'failed', 'uncertain'));
