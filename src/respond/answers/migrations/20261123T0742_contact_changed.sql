-- When it was set up last, as with all settings.
alter table contact_settings add column changed_at timestamptz not null default now();
