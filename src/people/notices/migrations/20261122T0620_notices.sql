create table notices (
  id text collate "C" primary key,
  -- 'owners', or the id of one user.
  audience text not null,
  key text not null,
  level text not null check (level in ('info', 'warning', 'error')),
  title text not null,
  text text not null,
  link text,
  created_at timestamptz not null default now(),
  resolved_at timestamptz
);
-- The same trouble is told once as long as it lasts.
create unique index notices_open on notices (key, audience) where resolved_at is null;
create index notices_audience on notices (audience, id desc) where resolved_at is null;

create table notice_reads (
  notice_id text not null references notices (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  read_at timestamptz not null default now(),
  primary key (notice_id, user_id)
);
