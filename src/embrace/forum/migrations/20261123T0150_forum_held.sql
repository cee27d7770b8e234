-- Why something is not shown: it waits for a look, or moderators took it away; null where its author deleted it.
alter table forum_posts add column hold text check (hold in ('held', 'hidden'));
alter table forum_threads add column hold text check (hold in ('held', 'hidden'));
alter table forum_posts add constraint forum_posts_hold check (hold is null or deleted_at is not null);
alter table forum_threads add constraint forum_threads_hold check (hold is null or deleted_at is not null);
