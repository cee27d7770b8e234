-- Posts that others may change as well, and how many different people changed what a post says.
alter table forum_posts add column is_wiki boolean not null default false;
alter table forum_posts add column editors integer not null default 0 check (editors >= 0);
update forum_posts p set editors = r.n
  from (select post_id, count(distinct by_id) as n from forum_revisions where title is null group by post_id) r where r.post_id = p.id;
