-- When it was set up last, as with all settings.
alter table help_centre add column changed_at timestamptz not null default now();
