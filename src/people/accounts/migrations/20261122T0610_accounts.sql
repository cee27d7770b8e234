-- One row for each account on a network that wrote something we keep.
create table accounts (
  id text collate "C" primary key,
  network text collate "C" not null,
  external_id text collate "C" not null,
  handle text,
  display_name text,
  avatar_url text,
  profile_url text,
  followers bigint,
  -- When its profile was last looked up, whether something was found or not.
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (network, external_id)
);
create index accounts_unresolved on accounts (network, id) where handle is null and resolved_at is null and deleted_at is null;
