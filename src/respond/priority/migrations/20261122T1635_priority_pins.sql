-- What agents said of the priority of a conversation; one at a time, and kept when it is taken back.
create table priority_pins (
  id text collate "C" primary key,
  conversation_id text collate "C" not null,
  direction text not null check (direction in ('higher', 'lower')),
  reason text not null,
  by_id text collate "C" not null,
  by_name text not null,
  at timestamptz not null default now(),
  -- The factors that the person disagreed with, as they stood.
  factors jsonb not null,
  ended_at timestamptz,
  ended_by text
);
create unique index priority_pins_one on priority_pins (conversation_id) where ended_at is null;
create index priority_pins_newest on priority_pins (id desc);
