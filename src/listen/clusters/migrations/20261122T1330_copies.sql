-- Texts that spread. Nothing here holds words: a key is 52 bits of a hash, a sketch the smallest hashes of a text's pieces.
-- Every different canonical text, its posts and its group: texts that are copies of each other, named by the smallest key in it.
create table copy_texts (
  key bigint primary key,
  group_key bigint not null,
  numbers text collate "C" not null,
  sketch bytea not null,
  posts integer not null default 0,
  first_post text collate "C"
);
create index copy_texts_group on copy_texts (group_key);
-- Under which keys near copies meet.
create table copy_bands (
  band bigint not null,
  key bigint not null,
  primary key (band, key)
);
create index copy_bands_key on copy_bands (key);
-- Which state of a post was looked at, and its text; without a key it is too short to be told from what anybody might write.
create table copy_posts (
  post_id text collate "C" primary key,
  version bigint not null,
  account_id text collate "C" not null,
  key bigint
);
create index copy_posts_key on copy_posts (key, post_id) where key is not null;
-- Quarters of an hour (the beginnings of posts' ids) whose posts changed and that are to be looked at.
create table copy_due (
  slot text collate "C" primary key,
  not_before timestamptz not null default now(),
  is_due boolean not null default true,
  -- How far this round is; and whether something changed meanwhile, so that another one follows.
  behind text collate "C",
  is_again boolean not null default false,
  -- What the round took, so that a busy slot is not looked at all the time.
  took_ms integer not null default 0
);
create index copy_due_next on copy_due (not_before) where is_due;
-- The rules by which everything was looked at.
create table copy_rules (
  is_only boolean primary key default true check (is_only),
  version integer not null
);
