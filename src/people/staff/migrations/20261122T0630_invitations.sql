create table invitations (
  id text collate "C" primary key,
  -- One open invitation per address: inviting again replaces the link.
  email text not null unique check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'manager', 'agent', 'viewer')),
  token_hash text not null unique,
  invited_by text not null references users (id) on delete cascade,
  sent_by_mail boolean not null default false,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
