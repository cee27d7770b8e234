-- Mail and chat: what a person wrote to us alone. No topic has such posts, so nothing that is counted, grouped or shown by topics has them.
alter table posts add column is_private boolean not null default false;
-- The topics that their words match, for those who answer.
alter table posts add column private_topics text[] not null default '{}';
