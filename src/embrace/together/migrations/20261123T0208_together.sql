-- How long a question of a category may wait for its first answer, in hours of a calendar (null: the standard one).
create table together_promises (
  category_id text collate "C" primary key,
  hours numeric(6, 1) not null check (hours > 0 and hours <= 1000),
  calendar_id text collate "C",
  -- Questions from before are not meant.
  since timestamptz not null default now()
);

-- Questions that nobody answered in time: each becomes a case once.
create table together_cases (
  thread_id text collate "C" primary key,
  case_id text collate "C" not null,
  due_at timestamptz not null,
  at timestamptz not null default now()
);

-- Who wants to be introduced to others with the same problem. Taken back, the row goes.
create table together_open (
  thread_id text collate "C" not null,
  member_id text collate "C" not null,
  at timestamptz not null default now(),
  primary key (thread_id, member_id)
);
create index together_open_member on together_open (member_id);

-- What they write to each other.
create table together_messages (
  id text collate "C" primary key,
  thread_id text collate "C" not null,
  member_id text collate "C" not null,
  text text not null,
  form_id text collate "C" not null,
  at timestamptz not null default now(),
  unique (member_id, form_id)
);
create index together_messages_thread on together_messages (thread_id, id);
create index together_messages_member on together_messages (member_id, at);
