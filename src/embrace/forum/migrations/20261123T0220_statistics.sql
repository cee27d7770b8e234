-- What was written in a period, for the figures of the community.
create index forum_posts_new on forum_posts (created_at) where deleted_at is null;
