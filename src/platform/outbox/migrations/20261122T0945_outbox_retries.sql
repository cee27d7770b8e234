-- Calls are counted for ever; a person's retry begins a new round without forgetting them.
alter table outbox_rows
  add column retries integer not null default 0,
  add column attempts_before integer not null default 0,
  add constraint outbox_rows_rounds check (attempts_before between 0 and attempts);
