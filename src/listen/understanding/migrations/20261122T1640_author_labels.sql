-- What people said of the language or the place of an author's post: later posts of his, of which the model says the same wrong thing, follow.
create table author_labels (
  network text collate "C" not null,
  -- External id of the author.
  author text collate "C" not null,
  label text collate "C" not null check (label in ('language', 'place')),
  -- What the model had said.
  shown text not null,
  value text not null,
  -- What his profile said of his place then.
  profile text,
  -- The post that was spoken about; with it this goes.
  post_id text collate "C" not null,
  at timestamptz not null default now(),
  primary key (network, author, label, shown)
);
create index author_labels_post on author_labels (post_id);

-- Bits: 1 the language, 2 the place is what people said of the author before. Null where neither is.
alter table post_labels add column followed smallint;
