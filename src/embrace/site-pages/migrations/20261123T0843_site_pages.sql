-- Pages of the company's own: about us, imprint, privacy. Every save is a version; readers see the published one.
create table site_pages (
  id text primary key,
  removed_at timestamptz,
  created_at timestamptz not null default now()
);

create table site_page_texts (
  page_id text not null references site_pages on delete cascade,
  language text not null,
  version integer not null,
  published_version integer,
  published_at timestamptz,
  -- Of the published version; two pages of a language never share an address.
  slug text,
  preview_key text not null unique,
  primary key (page_id, language),
  check ((published_version is null) = (published_at is null)),
  check (slug is null or published_version is not null)
);
create unique index site_page_texts_address on site_page_texts (language, slug) where slug is not null;

create table site_page_versions (
  page_id text not null,
  language text not null,
  version integer not null check (version > 0),
  title text not null,
  slug text not null,
  description text not null,
  markdown text not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (page_id, language, version),
  foreign key (page_id, language) references site_page_texts on delete cascade deferrable initially deferred
);

-- Addresses that a page had before.
create table site_page_moves (
  language text not null,
  slug text not null,
  page_id text not null references site_pages on delete cascade,
  primary key (language, slug)
);
create index site_page_moves_page on site_page_moves (page_id);
