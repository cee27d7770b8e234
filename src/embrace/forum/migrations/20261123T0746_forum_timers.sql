-- When a thread closes: at a time, or so many days after its last answer; and when it opens again.
alter table forum_threads add column closes_at timestamptz;
alter table forum_threads add column closes_after integer check (closes_after between 1 and 3650);
alter table forum_threads add column opens_at timestamptz;
create index forum_threads_closes_at on forum_threads (closes_at) where closes_at is not null and closed_at is null and deleted_at is null;
create index forum_threads_opens_at on forum_threads (opens_at) where opens_at is not null and closed_at is not null and deleted_at is null;
create index forum_threads_closes_after on forum_threads (closes_after, last_activity)
  where closes_after is not null and closed_at is null and deleted_at is null and posts > 1;
-- What threads that are started in a category begin with.
alter table forum_categories add column closes_after integer check (closes_after between 1 and 3650);
