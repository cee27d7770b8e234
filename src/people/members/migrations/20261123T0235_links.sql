-- What a member took apart, so that what joined it before does not join it again.
create table member_links_ended (
  member_id text collate "C" not null references members (id) on delete cascade,
  account_id text collate "C" not null,
  ended_at timestamptz not null default now(),
  primary key (member_id, account_id)
);
-- What a member is to write from a handle elsewhere, to prove that it is his.
create table member_handle_codes (
  member_id text collate "C" not null references members (id) on delete cascade,
  network text not null,
  handle text not null,
  code text not null,
  expires_at timestamptz not null,
  primary key (member_id, network, handle)
);
