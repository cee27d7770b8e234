create table brand_profile (
  is_only boolean primary key default true check (is_only),
  name text not null default '',
  names text[] not null default '{}',
  handles text[] not null default '{}',
  hashtags text[] not null default '{}',
  site text,
  -- Steps of the first run that were done or skipped.
  steps text[] not null default '{}',
  -- The company of the sample stream, not a real one.
  is_sample boolean not null default false,
  updated_at timestamptz not null default now()
);
insert into brand_profile default values;

create table brand_accounts (
  id text collate "C" primary key,
  network text not null,
  external_id text not null,
  handle text not null,
  display_name text,
  avatar_url text,
  service text,
  state text not null default 'connected' check (state in ('connected', 'refused')),
  problem text,
  -- Sealed; the key lies outside the database.
  credentials text not null,
  connected_at timestamptz not null default now(),
  unique (network, external_id)
);
