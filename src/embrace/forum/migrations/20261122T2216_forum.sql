-- Categories, threads and posts of the community.
create table forum_categories (
  id text collate "C" primary key,
  slug text not null unique,
  name text not null,
  text text not null default '',
  position integer not null default 0,
  who_reads text not null default 'everybody' check (who_reads in ('everybody', 'members')),
  who_starts text not null default 'members' check (who_starts in ('members', 'staff')),
  who_answers text not null default 'members' check (who_answers in ('members', 'staff')),
  is_archived boolean not null default false,
  -- Counted by the transaction that changes them, under the lock of this row.
  threads integer not null default 0 check (threads >= 0),
  posts integer not null default 0 check (posts >= 0),
  created_at timestamptz not null default now()
);

create table forum_threads (
  id text collate "C" primary key,
  category_id text collate "C" not null references forum_categories,
  kind text not null check (kind in ('discussion', 'question')),
  title text not null,
  slug text not null,
  tags text[] not null default '{}',
  -- Null: the company itself, by the colleague named.
  author_id text collate "C",
  author_name text not null,
  closed_at timestamptz,
  closed_reason text,
  pinned_until timestamptz,
  -- Posts that can be read, answers that were accepted, the highest number ever given: counted under the lock of this row.
  posts integer not null default 0 check (posts >= 0),
  answers integer not null default 0 check (answers >= 0),
  last_number integer not null default 0,
  reactions integer not null default 0 check (reactions >= 0),
  solved_elsewhere text,
  -- Goes up with everything that a reader could see.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  last_activity timestamptz(3) not null default now(),
  last_author_id text collate "C",
  last_author_name text not null,
  deleted_at timestamptz,
  deleted_reason text,
  merged_into text collate "C" references forum_threads
);
create index forum_threads_latest on forum_threads (last_activity desc, id desc) where deleted_at is null;
create index forum_threads_category on forum_threads (category_id, last_activity desc, id desc) where deleted_at is null;
create index forum_threads_unanswered on forum_threads (last_activity desc, id desc) where deleted_at is null and posts = 1;
create index forum_threads_solved on forum_threads (last_activity desc, id desc) where deleted_at is null and (answers > 0 or solved_elsewhere is not null);
create index forum_threads_pinned on forum_threads (pinned_until) where pinned_until is not null and deleted_at is null;
create index forum_threads_tags on forum_threads using gin (tags) where deleted_at is null;
create index forum_threads_author on forum_threads (author_id, id desc);
create index forum_threads_new on forum_threads (created_at desc) where deleted_at is null;

create table forum_posts (
  id text collate "C" primary key,
  thread_id text collate "C" not null references forum_threads,
  number integer not null,
  author_id text collate "C",
  author_name text not null,
  markdown text not null,
  html text not null,
  -- Number of the post in this thread that it answers.
  reply_to integer,
  revision integer not null default 1,
  edited_at timestamptz,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  deleted_by text,
  deleted_reason text,
  -- Kind → how many; exact, under the lock of the thread.
  reactions jsonb not null default '{}',
  accepted_at timestamptz,
  accepted_by text,
  -- Made by the form it was written in, or by the outbox: the same twice is one post.
  form_id text collate "C",
  key text collate "C" unique,
  -- To be heard and found by those who work behind.
  is_waiting boolean not null default true,
  terms tsvector,
  unique (thread_id, number) deferrable initially immediate,
  unique (author_id, form_id)
);
create index forum_posts_author on forum_posts (author_id, id desc);
create index forum_posts_waiting on forum_posts (id) where is_waiting;
create index forum_posts_terms on forum_posts using gin (terms);
create index forum_posts_answers on forum_posts (thread_id, number) where accepted_at is not null;

-- What a post said before it was changed.
create table forum_revisions (
  post_id text collate "C" not null references forum_posts on delete cascade,
  revision integer not null,
  markdown text not null,
  title text,
  by_id text,
  by_name text not null,
  at timestamptz not null default now(),
  primary key (post_id, revision)
);

create table forum_reactions (
  post_id text collate "C" not null references forum_posts on delete cascade,
  member_id text collate "C" not null,
  kind text not null check (kind in ('like', 'thanks', 'same', 'insightful')),
  at timestamptz not null default now(),
  primary key (post_id, member_id, kind)
);
create index forum_reactions_member on forum_reactions (member_id);

create table forum_mentions (
  post_id text collate "C" not null references forum_posts on delete cascade,
  member_id text collate "C" not null,
  primary key (post_id, member_id)
);
create index forum_mentions_member on forum_mentions (member_id, post_id desc);

create table forum_bookmarks (
  member_id text collate "C" not null,
  post_id text collate "C" not null references forum_posts on delete cascade,
  at timestamptz not null default now(),
  primary key (member_id, post_id)
);

-- A thread or a category that somebody wants to hear of.
create table forum_follows (
  member_id text collate "C" not null,
  subject_id text collate "C" not null,
  at timestamptz not null default now(),
  primary key (member_id, subject_id)
);
create index forum_follows_subject on forum_follows (subject_id);

create table forum_reads (
  member_id text collate "C" not null,
  thread_id text collate "C" not null references forum_threads on delete cascade,
  last_number integer not null,
  at timestamptz not null default now(),
  primary key (member_id, thread_id)
);

create table forum_drafts (
  member_id text collate "C" not null,
  -- `new`, or the thread that is answered.
  place text collate "C" not null,
  title text not null default '',
  markdown text not null,
  saved_at timestamptz not null default now(),
  primary key (member_id, place)
);

-- Pictures and files in posts: who put them there, and which post has them.
create table forum_files (
  file_id text collate "C" primary key,
  member_id text collate "C",
  post_id text collate "C" references forum_posts on delete set null,
  at timestamptz not null default now()
);

-- Every tag with the threads that have it.
create table forum_tags (
  tag text collate "C" primary key,
  threads integer not null check (threads >= 0)
);

-- Every word of the posts, in how many of them it is, and its parts: see lib/typos.
create table forum_words (
  word text collate "C" primary key,
  uses integer not null,
  parts integer[] not null
) with (fillfactor = 80);
create index forum_words_parts on forum_words using gin (parts) with (fastupdate = off);
