alter table conversations
  drop constraint conversations_outgoing_check,
  add constraint conversations_outgoing_check check (outgoing in ('none', 'sending', 'held', 'failed', 'uncertain'));
