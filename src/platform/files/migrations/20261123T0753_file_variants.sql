-- Pictures in sizes that fit a page, made when they are asked for first; or that the file is shown as it is, or cannot be shown.
create table file_variants (
  file_id text collate "C" not null references files on delete cascade,
  size text not null check (size in ('page', 'small')),
  state text not null check (state in ('made', 'as it is', 'not shown')),
  media_type text not null,
  bytes bytea check ((state = 'made') = (bytes is not null)),
  made_at timestamptz not null default now(),
  primary key (file_id, size)
);
-- They are packed already.
alter table file_variants alter column bytes set storage external;
