-- Whom a member does not want to hear from.
create table member_blocks (
  member_id text collate "C" not null references members (id) on delete cascade,
  blocked_id text collate "C" not null references members (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (member_id, blocked_id),
  check (member_id <> blocked_id)
);
create index member_blocks_blocked on member_blocks (blocked_id);
create index members_avatar on members (avatar_file_id) where avatar_file_id is not null;
