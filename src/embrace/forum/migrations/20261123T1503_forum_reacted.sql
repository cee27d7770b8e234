-- Posts whose authors are to be told who liked them. Rows are only added, so that nobody waits for anybody else.
create table forum_reacted (
  post_id text collate "C" not null,
  at timestamptz not null default now()
);
create index forum_reacted_post on forum_reacted (post_id);

-- Room on each page, so that a count is changed without a new entry in every index.
alter table forum_posts set (fillfactor = 90);
alter table forum_threads set (fillfactor = 80);
