-- Whose words a payload holds, so that they go when the post or its author is deleted. Null where it cannot be read.
alter table refusals add column post_key text collate "C", add column author_key text collate "C";
create index refusals_post on refusals (post_key) where post_key is not null;
create index refusals_author on refusals (author_key) where author_key is not null;
