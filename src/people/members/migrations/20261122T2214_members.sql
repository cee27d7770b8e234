-- Customers with an account on the company's own site. Not staff: those are `users`.
create table members (
  id text collate "C" primary key,
  handle text not null check (handle ~ '^[a-z0-9](?:[a-z0-9_-]{1,28}[a-z0-9])$'),
  -- The handle as an eye reads it: look-alikes are the same key.
  handle_key text not null unique,
  display_name text not null,
  -- Of the display name, too; not unique, but compared with names of the staff and the company.
  display_key text not null,
  mail text,
  mail_key text check (mail_key = lower(mail_key)),
  mail_verified_at timestamptz,
  language text,
  languages text[] not null default '{}',
  pronouns text,
  bio text,
  signature text,
  avatar_file_id text,
  password_hash text,
  state text not null default 'active' check (state in ('active', 'silenced', 'suspended', 'erased')),
  state_reason text,
  state_until timestamptz,
  note text,
  feed_hash text unique,
  erase_at timestamptz,
  erase_keeps_content boolean,
  account_id text collate "C",
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  check ((mail is null) = (mail_key is null)),
  check (mail is not null or mail_verified_at is null)
);
-- An address belongs to whoever proved it; what somebody merely says keeps nobody from proving it.
create unique index members_mail on members (mail_key) where mail_verified_at is not null;
create index members_newest on members (created_at desc, id desc);
create index members_account on members (account_id);
create index members_erasing on members (erase_at) where erase_at is not null;

-- `token_hash` is the SHA-256 of what the cookie carries.
create table member_sessions (
  id text collate "C" primary key,
  member_id text collate "C" not null references members (id) on delete cascade,
  token_hash text not null unique,
  way text not null,
  address text,
  user_agent text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index member_sessions_member on member_sessions (member_id);
create index member_sessions_expiry on member_sessions (expires_at);

-- What somebody has proven and not used yet: an address by a mailed link, an identity elsewhere. Each is used once.
create table member_tickets (
  hash text primary key,
  kind text not null check (kind in ('arrival', 'mail')),
  member_id text collate "C" references members (id) on delete cascade,
  proof jsonb not null,
  back text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index member_tickets_expiry on member_tickets (expires_at);

-- Who a member is elsewhere: at a provider, or on the company's own site.
create table member_identities (
  provider text not null,
  subject text not null,
  member_id text collate "C" not null references members (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (provider, subject)
);
create index member_identities_member on member_identities (member_id);

create table member_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);
