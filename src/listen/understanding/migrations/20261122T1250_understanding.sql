-- Which heads said the labels of a post. A new row for every new model and every change of the company's own heads.
create table understanding_models (
  id smallint generated always as identity primary key,
  -- Label → version of the head that says it; `company:…` where the head is the company's own.
  heads jsonb not null unique,
  created_at timestamptz not null default now()
);

-- What one pass said about each stored post, in about a hundred bytes. Written in intake's transaction; no foreign keys, as for posts.
-- Probabilities and scores are in thousandths. The words that decided are not stored: they are found again when somebody asks.
create table post_labels (
  post_id text collate "C" primary key,
  model smallint not null,
  language text collate "C",
  language_p smallint,
  -- -1 negative, 0 neutral, 1 positive; null where the text says nothing.
  sentiment smallint check (sentiment between -1 and 1),
  sentiment_score smallint check (sentiment_score between -1000 and 1000),
  sentiment_p smallint,
  -- Place in the list of emotions; null where none is meant.
  emotion smallint,
  emotion_p smallint,
  offensive smallint not null,
  irony smallint not null,
  complaint smallint not null,
  question smallint not null,
  suggestion smallint not null,
  praise smallint not null,
  purchase smallint not null,
  spam smallint not null,
  needs_reply smallint not null,
  urgency smallint not null check (urgency between 0 and 3),
  urgency_p smallint not null,
  -- Bits in the order of the list of reasons.
  reasons smallint not null,
  -- [["refund", 870], …], likeliest first; null where none fits.
  intents jsonb,
  country text collate "C",
  region text,
  city text,
  postcode_area text,
  -- Of the place, never of the person; in hundredths of a degree, which is about a kilometre.
  latitude smallint check (latitude between -9000 and 9000),
  longitude smallint check (longitude between -18000 and 18000),
  place_p smallint
);

-- What people said instead, the latest word for each label. It trains the company's own heads.
create table label_corrections (
  post_id text collate "C" not null,
  label text collate "C" not null,
  value text not null,
  -- What was shown before anybody corrected it.
  shown text not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null default now(),
  primary key (post_id, label)
);
create index label_corrections_label on label_corrections (label, at desc);

-- Labelling what was stored before: one walk over all posts for each model, newest first, with a place to go on from.
create table labelling_runs (
  is_only boolean primary key default true check (is_only),
  model smallint not null,
  state text not null check (state in ('running', 'done')),
  cursor text collate "C",
  done bigint not null default 0,
  total bigint not null default 0,
  updated_at timestamptz not null default now()
);
