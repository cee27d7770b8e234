-- Reports that people get by mail, each with the filters of its page, and which were sent.
create table report_mails (
  id text collate "C" primary key,
  user_id text collate "C" not null,
  every text not null check (every in ('day', 'week')),
  -- 1 is Monday; of weekly mail only.
  weekday smallint not null check (weekday between 1 and 7),
  hour smallint not null check (hour between 0 and 23),
  zone text not null,
  -- As in the address of the page; null: all.
  network text,
  team text,
  language text,
  created_at timestamptz not null default now(),
  unique nulls not distinct (user_id, every, network, team, language)
);

create table report_mails_sent (
  mail_id text collate "C" not null references report_mails on delete cascade,
  -- On which it was due, by the clock of its reader.
  day date not null,
  at timestamptz not null default now(),
  primary key (mail_id, day)
);
