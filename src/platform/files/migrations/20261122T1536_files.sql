-- Files live in the database: every machine sees them, and a backup has them.
create table files (
  id text collate "C" primary key,
  name text not null,
  media_type text not null,
  kind text not null check (kind in ('image', 'video', 'audio', 'text', 'document')),
  -- Bytes as they are stored, metadata of images taken out; 0 of refused files, of which nothing is kept.
  size bigint not null check (size >= 0),
  sha256 text not null,
  width integer,
  height integer,
  purpose text not null,
  scan text not null check (scan in ('clean', 'refused', 'not scanned')),
  scan_note text,
  created_by text not null,
  created_at timestamptz not null default now(),
  -- Since when nothing uses it.
  unused_since timestamptz default now()
);
create index files_unused on files (unused_since) where unused_since is not null;
create index files_not_scanned on files (id) where scan = 'not scanned';

create table file_chunks (
  file_id text collate "C" not null references files on delete cascade,
  position integer not null,
  bytes bytea not null,
  primary key (file_id, position)
);
-- Photos and videos are packed already; uncompressed values can be read in part.
alter table file_chunks alter column bytes set storage external;

-- No cascade: a file that somebody has begun to use cannot be collected.
create table file_uses (
  file_id text collate "C" not null references files,
  -- What uses it: `note:note_…`, `post:post_…`, `reply:out_…`.
  owner text collate "C" not null,
  position integer not null,
  primary key (owner, file_id)
);
create index file_uses_file on file_uses (file_id);
