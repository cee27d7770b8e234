-- A reply that leaves later and needs an approval is asked for when it is written. `scheduled`: approved, and kept until its schedule hands it over.
alter table replies
  drop constraint replies_state_check,
  add constraint replies_state_check check (state in ('waiting', 'scheduled', 'ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'held')),
  -- Whose time it waits for; null as soon as it does not.
  add column schedule_id text collate "C",
  add constraint replies_scheduled check (state <> 'scheduled' or schedule_id is not null);
