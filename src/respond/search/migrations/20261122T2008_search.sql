-- What can be found, by its words alone: what it says stays with the feature that owns it. Fields as weights: A name and title, B labels, D text.
create table search_entries (
  kind text collate "C" not null,
  id text collate "C" not null,
  -- Whose change makes this entry anew: a conversation for its notes and replies, else the thing itself.
  source text collate "C" not null,
  place text collate "C" not null,
  at timestamptz not null,
  terms tsvector not null,
  primary key (kind, id)
);
create index search_entries_terms on search_entries using gin (terms);
create index search_entries_time on search_entries (kind, at desc);
create index search_entries_place on search_entries (source, place);

-- Every word of the entries, in how many of them it is, and its parts: see lib/typos.
create table search_words (
  word text collate "C" primary key,
  uses integer not null,
  parts integer[] not null
) with (fillfactor = 80);
create index search_words_parts on search_words using gin (parts) with (fastupdate = off);

-- To be indexed anew.
create table search_stale (
  source text collate "C" not null,
  id text collate "C" not null,
  primary key (source, id)
);
-- How far the index was built from what there was; a source without a row was not begun.
create table search_building (
  source text collate "C" primary key,
  after_id text collate "C" not null,
  is_built boolean not null default false
);
