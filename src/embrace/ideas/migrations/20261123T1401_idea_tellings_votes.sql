-- Everybody for whom a colleague voted is told, too, not only whoever said it first.
alter table idea_tellings
  -- The vote; null: the post that the idea was made of.
  add column vote_id text collate "C",
  -- Whose it is: of a person one is told for an idea, whichever account it is.
  add column account_id text collate "C";
update idea_tellings t set account_id = i.origin_account_id from ideas i where i.origin_post_id = t.post_id;
-- One post may ask for several things.
drop index idea_tellings_post;
create unique index idea_tellings_post on idea_tellings (post_id) where vote_id is null;
create unique index idea_tellings_vote on idea_tellings (vote_id) where vote_id is not null;
