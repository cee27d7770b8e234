-- A few of the posts that match no topic, for a day at most, so that somebody who writes a topic sees what it would find. Unlogged: it is of
-- the moment, leaves no trace in the log, and is in no backup.
create unlogged table passing_posts (
  -- MD5 of origin and external id, and of the author's.
  key uuid primary key,
  author_key uuid not null,
  at timestamptz not null default now(),
  -- How large a share of what passed was kept then: the post stands for 1 / share posts.
  share double precision not null check (share > 0 and share <= 1),
  -- What a query can ask about; no picture, no profile, no address of the post.
  post jsonb not null,
  search tsvector not null
);
create index passing_posts_author on passing_posts (author_key);

create table passing_state (
  is_only boolean primary key default true check (is_only),
  share double precision not null default 0.02 check (share > 0 and share <= 1),
  since timestamptz not null default now(),
  balanced_at timestamptz not null default now()
);
insert into passing_state default values;
