-- A case that was told stays open until its answers have left; `leaving` until then, with the reason why they have not.
alter table case_wave_items
  drop constraint case_wave_items_state_check,
  add constraint case_wave_items_state_check check (state in ('waiting', 'leaving', 'done', 'failed')),
  add column reply_ids text[] not null default '{}';
create index case_wave_items_leaving on case_wave_items (wave_id, case_id) where state = 'leaving';
