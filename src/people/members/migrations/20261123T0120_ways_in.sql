-- Where else members may come from: other sites and companies that say who somebody is. The secret is sealed.
create table member_providers (
  id text collate "C" primary key,
  kind text not null check (kind in ('oidc', 'oauth', 'saml')),
  name text not null,
  settings jsonb not null,
  sealed text,
  is_open boolean not null default false,
  -- Whether an address that it calls proven is proven to us.
  trusts_mail boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

-- A sign-in elsewhere that has begun: only the browser that began it ends it, once. `member_id` is the member who connects an account of his.
create table member_attempts (
  hash text primary key,
  browser_hash text not null,
  provider_id text collate "C" references member_providers (id) on delete cascade,
  member_id text collate "C" references members (id) on delete cascade,
  sealed text not null,
  is_proven boolean not null default false,
  back text not null,
  expires_at timestamptz not null
);
create index member_attempts_expiry on member_attempts (expires_at);

-- Which of them a provider knows, for its removal.
create index member_identities_provider on member_identities (provider);
-- The name of an identity as the provider shows it, so that a member recognises it.
alter table member_identities add column label text;

-- Keys of devices that members sign in with (WebAuthn). `counter` rises with each use, where the device counts.
create table member_passkeys (
  id text collate "C" primary key,
  member_id text collate "C" not null references members (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null default 0 check (counter >= 0),
  transports text[] not null default '{}',
  name text not null,
  is_synced boolean not null default false,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index member_passkeys_member on member_passkeys (member_id);
