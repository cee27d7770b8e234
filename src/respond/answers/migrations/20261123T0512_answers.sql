-- What was asked on the public site and what became of it: sums by day, with nothing about who it was.
create table answer_counts (
  day date not null,
  place text not null check (place in ('search', 'contact')),
  what text not null check (what in ('search', 'search_empty', 'shown', 'opened', 'helped', 'unhelped')),
  -- What was found: its kind and id; empty for searches themselves.
  kind text not null default '',
  subject_id text not null default '',
  language text not null default '',
  count integer not null,
  primary key (day, place, what, kind, subject_id, language)
);

-- Telling words of searches, in no order; those that might name somebody are not kept.
create table answer_searches (
  day date not null,
  place text not null check (place in ('search', 'contact')),
  language text not null,
  words text not null,
  is_found boolean not null,
  count integer not null,
  primary key (day, place, language, words, is_found)
);

-- One row for each contact form that was begun: what was suggested and how it ended, never by whom or about what.
create table contact_forms (
  id text primary key,
  begun_at timestamptz not null default now(),
  language text not null,
  suggested integer not null default 0,
  opened integer not null default 0,
  ended text check (ended in ('answered', 'sent')),
  ended_at timestamptz,
  check ((ended is null) = (ended_at is null))
);
create index contact_forms_begun on contact_forms (begun_at);
