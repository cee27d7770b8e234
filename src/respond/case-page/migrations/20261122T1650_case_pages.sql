-- A page of a case that its customer opens by a link. Of the link only the hash of its secret is kept.
create table case_pages (
  id text collate "C" primary key,
  token_hash text collate "C" not null unique,
  case_id text collate "C" not null,
  -- Chosen when the page is made: words of no other conversation are shown.
  conversation_ids text[] not null,
  shows_fields boolean not null default true,
  shows_promises boolean not null default true,
  -- What happens next, in the words of an agent; null says it by status.
  next_step text,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  opened_at timestamptz
);
create index case_pages_case on case_pages (case_id, id desc);

-- What the customer did there.
create table case_page_events (
  id text collate "C" primary key,
  page_id text collate "C" not null references case_pages (id) on delete cascade,
  case_id text collate "C" not null,
  kind text not null check (kind in ('wrote', 'file', 'reopened', 'rated', 'no-call')),
  text text,
  rating integer check (rating between 1 and 5),
  at timestamptz not null default now(),
  check ((kind = 'rated') = (rating is not null))
);
create index case_page_events_page on case_page_events (page_id, id);
create index case_page_events_rated on case_page_events (at) where kind = 'rated';

create table case_page_settings (
  is_only boolean primary key default true check (is_only),
  days integer not null default 90 check (days between 1 and 730)
);
insert into case_page_settings default values;
