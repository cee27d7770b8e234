-- What stands alone on a line of a post: addresses elsewhere, and threads of this community.
alter table forum_posts add column links text[];
alter table forum_posts add column named text[];
create index forum_posts_links on forum_posts using gin (links) where links is not null;

-- What a page elsewhere says of itself.
create table forum_previews (
  url text collate "C" primary key,
  -- Nobody looked yet; it says something; it says nothing; it is not there any more.
  state text not null default 'new' check (state in ('new', 'there', 'none', 'gone')),
  title text,
  description text,
  site text,
  picture_id text collate "C",
  -- One after the other, until somebody answered.
  failures integer not null default 0,
  next_at timestamptz not null default now(),
  check ((state = 'there') = (title is not null))
);
create index forum_previews_next on forum_previews (next_at);
create index forum_previews_picture on forum_previews (picture_id) where picture_id is not null;
