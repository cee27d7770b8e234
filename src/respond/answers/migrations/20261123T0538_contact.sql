create table contact_settings (
  one boolean primary key default true check (one),
  settings jsonb not null
);

-- What a stranger wrote, until the address is proven by its link; gone with it, or after a day.
create table contact_pending (
  form_id text primary key,
  secret_hash text not null unique,
  expires_at timestamptz not null,
  mail text not null,
  name text not null,
  subject text not null,
  text text not null,
  language text not null,
  file_ids text[] not null
);
create index contact_pending_expires on contact_pending (expires_at);
