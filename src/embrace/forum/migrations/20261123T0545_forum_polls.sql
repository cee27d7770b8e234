-- A question with options below the first post of a thread, and who voted how.
create table forum_polls (
  id text collate "C" primary key,
  thread_id text collate "C" not null unique references forum_threads,
  question text not null,
  options text[] not null check (cardinality(options) between 2 and 20),
  kind text not null check (kind in ('single', 'several', 'ranked')),
  -- When readers see how it stands: always, once they voted, or once it is closed.
  shows text not null check (shows in ('always', 'voted', 'closed')),
  is_anonymous boolean not null,
  closes_at timestamptz,
  -- Exact, under the lock of this row.
  votes integer not null default 0 check (votes >= 0),
  created_at timestamptz not null default now()
);

create table forum_ballots (
  poll_id text collate "C" not null references forum_polls on delete cascade,
  member_id text collate "C" not null,
  -- Places of options, from 1; of a ranked poll the best first.
  choices integer[] not null check (cardinality(choices) > 0),
  at timestamptz not null default now(),
  primary key (poll_id, member_id)
);
create index forum_ballots_member on forum_ballots (member_id);

alter table forum_threads add column has_poll boolean not null default false;
