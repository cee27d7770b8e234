-- Posts that were brought over from another place: found like all others, and heard by nobody.
alter table forum_posts add column is_brought boolean not null default false;
