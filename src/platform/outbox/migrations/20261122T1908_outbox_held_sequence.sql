-- What stands behind a held row of the same conversation is held, too.
create index outbox_rows_held_sequence on outbox_rows (lane, sequence, due_at, id) where state = 'held';
