-- Whether somebody wrote before a moment, or within a period, for the figures of the community.
create index forum_posts_writers on forum_posts (author_id, created_at);
