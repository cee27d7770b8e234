-- How many posts each topic has, so that a list of topics need not count ten million rows. Writers only add rows to the changes and never
-- wait for each other; once a minute the changes are folded into the other two tables.
create table topic_totals (
  topic_id text collate "C" primary key,
  total bigint not null
);
-- Posts of the last day by slot: the first eleven signs of a post's id, which are 2^20 ms (17.5 minutes) of the time it was written.
create table topic_recent (
  topic_id text collate "C" not null,
  slot text collate "C" not null,
  total bigint not null,
  primary key (topic_id, slot)
);
create table topic_count_changes (
  topic_id text collate "C" not null,
  slot text collate "C" not null,
  change bigint not null
);
insert into topic_totals select topic_id, count(*) from post_topics group by topic_id;
insert into topic_recent
  select topic_id, left(post_id, 11), count(*) from post_topics join posts on posts.id = post_id
   where posts.created_at > now() - interval '26 hours' group by 1, 2;
