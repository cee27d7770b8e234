-- Whether, where and how customers are asked if they are satisfied.
create table satisfaction_settings (
  is_only boolean primary key default true check (is_only),
  is_on boolean not null default false,
  networks text[] not null default '{mail,chat}',
  -- After a conversation is done.
  delay_minutes integer not null default 60 check (delay_minutes between 0 and 43200),
  -- Nobody is asked again within so many days.
  every_days integer not null default 30 check (every_days between 1 and 730),
  link_days integer not null default 14 check (link_days between 1 and 90),
  scale text not null default 'stars' check (scale in ('stars', 'thumbs')),
  -- [{language, question, thanks}], the first one where no other fits.
  texts jsonb not null default '[{"language": "en", "question": "Did we help you? Tell us with one click:", "thanks": "Thank you. We read every answer."}]'
);
insert into satisfaction_settings default values;

create table satisfaction_asks (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  state text not null default 'planned' check (state in ('planned', 'asked', 'answered', 'dropped')),
  due_at timestamptz not null,
  -- The person, or the account that nobody joined to one.
  person_key text collate "C",
  language text,
  token_hash text collate "C" unique,
  reply_id text collate "C",
  why text,
  asked_at timestamptz,
  expires_at timestamptz,
  check ((state in ('asked', 'answered')) = (asked_at is not null))
);
create unique index satisfaction_asks_planned on satisfaction_asks (conversation_id) where state = 'planned';
create index satisfaction_asks_due on satisfaction_asks (due_at) where state = 'planned';
create index satisfaction_asks_person on satisfaction_asks (person_key, asked_at desc) where asked_at is not null;
create index satisfaction_asks_conversation on satisfaction_asks (conversation_id, id desc);

-- Answers: by the link, or on the page of a case.
create table ratings (
  id text collate "C" primary key,
  ask_id text collate "C" unique references satisfaction_asks (id) on delete cascade,
  source text not null check (source in ('link', 'page')),
  conversation_ids text[] not null,
  case_id text collate "C",
  rating integer not null check (rating between 1 and 5),
  text text,
  network text not null,
  at timestamptz not null default now()
);
create index ratings_at on ratings (at);
create index ratings_conversations on ratings using gin (conversation_ids);

-- People who are never asked again.
create table satisfaction_refusals (
  person_key text collate "C" primary key,
  why text not null,
  at timestamptz not null default now()
);
