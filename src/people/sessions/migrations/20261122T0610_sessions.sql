create table users (
  id text collate "C" primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default true,
  image text,
  has_totp boolean not null default false,
  role text not null check (role in ('owner', 'admin', 'manager', 'agent', 'viewer')),
  state text not null default 'active' check (state in ('active', 'disabled')),
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- `token` is the SHA-256 of what the cookie carries.
create table sessions (
  id text collate "C" primary key,
  token text not null unique,
  user_id text not null references users (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- One row per way to prove who one is; `password` is a scrypt hash.
create table credentials (
  id text collate "C" primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credentials_user on credentials (user_id);

-- Challenges and one-time values; `identifier` is hashed.
create table verifications (
  id text collate "C" primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);
create index verifications_expiry on verifications (expires_at);

create table totp_secrets (
  id text collate "C" primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null unique references users (id) on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);

create table passkeys (
  id text collate "C" primary key,
  name text,
  public_key text not null,
  user_id text not null references users (id) on delete cascade,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkeys_user on passkeys (user_id);

create table personal_tokens (
  id text collate "C" primary key,
  user_id text not null references users (id) on delete cascade,
  name text not null,
  token_hash text not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index personal_tokens_user on personal_tokens (user_id, id desc);

-- Attempts per address and per account in the current window.
create table sign_in_limits (
  key text primary key,
  count integer not null,
  window_ends timestamptz not null
);

-- The one link that makes the first owner; at most one is valid.
create table owner_links (
  is_only boolean primary key default true check (is_only),
  token_hash text not null,
  expires_at timestamptz not null
);

-- What signs the cookies, sealed with the key of the installation.
create table sign_in_keys (
  is_only boolean primary key default true check (is_only),
  sealed text not null
);
