-- Help articles: texts by language, with drafts, versions and addresses that moved.
create table help_categories (
  id text primary key,
  name text not null,
  slug text not null unique,
  position integer not null
);

create table articles (
  id text primary key,
  category_id text references help_categories (id) on delete set null,
  visibility text not null check (visibility in ('public', 'internal')),
  review_on date,
  archived_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now()
);
create index articles_category on articles (category_id);

create table article_texts (
  article_id text not null references articles (id) on delete cascade,
  language text not null,
  -- What readers see; null until it was published.
  slug text,
  title text,
  body text,
  html text,
  version integer not null default 0,
  published_at timestamptz,
  changed_at timestamptz,
  -- What is being written; null where nothing differs from what readers see.
  draft_title text,
  draft_body text,
  draft_slug text,
  draft_by text,
  draft_revision integer not null default 0,
  draft_at timestamptz,
  primary key (article_id, language),
  check ((published_at is null) or (title is not null and body is not null and html is not null and slug is not null))
);
create unique index article_texts_slug on article_texts (language, slug) where slug is not null;

create table article_versions (
  article_id text not null references articles (id) on delete cascade,
  language text not null,
  version integer not null,
  title text not null,
  body text not null,
  by_id text not null,
  by_name text not null,
  note text,
  created_at timestamptz not null default now(),
  primary key (article_id, language, version)
);

create table article_redirects (
  language text not null,
  slug text not null,
  article_id text not null references articles (id) on delete cascade,
  primary key (language, slug)
);
create index article_redirects_article on article_redirects (article_id);

-- An article that an agent put into an answer. What it was asked is learned when the conversation is done.
create table article_uses (
  id text primary key,
  article_id text not null references articles (id) on delete cascade,
  language text not null,
  conversation_id text not null,
  post_id text not null,
  how text not null check (how in ('link', 'text')),
  used_by text not null,
  used_at timestamptz not null default now(),
  -- The customer's wording; of private posts only its telling words, in no order.
  question text,
  learned_at timestamptz,
  unique (conversation_id, article_id, language)
);
create index article_uses_article on article_uses (article_id);
create index article_uses_learned on article_uses (article_id) where learned_at is not null;

-- Sums by day, with nothing about who it was.
create table knowledge_counts (
  day date not null,
  what text not null check (what in ('search', 'search_empty', 'view', 'view_from_search', 'helpful', 'unhelpful', 'used')),
  article_id text not null default '',
  language text not null default '',
  count integer not null,
  primary key (day, what, article_id, language)
);

create table knowledge_searches (
  day date not null,
  language text not null,
  words text not null,
  is_found boolean not null,
  count integer not null,
  primary key (day, language, words, is_found)
);

-- Questions that no article answers, grouped; made anew by a job.
create table knowledge_gaps (
  id text primary key,
  terms text[] not null,
  words text[] not null,
  asked integer not null,
  conversation_ids text[] not null,
  example text not null,
  found_at timestamptz not null default now(),
  dismissed_at timestamptz,
  dismissed_by text
);

create table help_centre (
  one boolean primary key default true check (one),
  settings jsonb not null
);
