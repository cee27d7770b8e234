-- A conversation as its followers see it; columns are added at its end.
create type conversation_state as (
  status text, "assigneeId" text, "waitingSince" timestamptz, "postsWaiting" integer, "answeredAt" timestamptz, "lastPostId" text,
  "snoozedUntil" timestamptz, labels text[], "isGone" boolean
);

-- What happened to conversations, for the features that follow them: written by the statement that did it, whoever it was, and removed by the
-- one dispatcher that has told all followers. Row locks on conversations put the rows of one conversation in the order of what happened.
create table conversation_news (
  seq bigint generated always as identity primary key,
  conversation_id text collate "C" not null,
  at timestamptz not null default clock_timestamp(),
  -- A user's or rule's id; null for the customer and the program itself.
  by text collate "C",
  -- The conversation's state before and after; null where there was none.
  before conversation_state,
  after conversation_state
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What a follower could not take in, tried again until it can.
create table conversation_news_kept (
  follower text collate "C" not null,
  seq bigint not null,
  conversation_id text collate "C" not null,
  at timestamptz not null,
  by text collate "C",
  before jsonb,
  after jsonb,
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  problem text,
  primary key (follower, seq)
);

create function state_of(c conversations) returns conversation_state language sql immutable as $$
  select row(c.status, c.assignee_id, c.waiting_since, c.posts_waiting, c.answered_at, c.last_post_id, c.snoozed_until, c.labels, c.is_gone)
$$;

create function note_conversations_opened() returns trigger language plpgsql as $$
begin
  insert into conversation_news (conversation_id, by, after)
    select n.id, nullif(current_setting('rapport.by', true), ''), state_of(n) from new_rows n;
  return null;
end $$;

create function note_conversations_changed() returns trigger language plpgsql as $$
begin
  insert into conversation_news (conversation_id, by, before, after)
    select n.id, nullif(current_setting('rapport.by', true), ''), state_of(o), state_of(n)
      from new_rows n join old_rows o on o.id = n.id
      where state_of(o) is distinct from state_of(n)
      order by n.id;
  return null;
end $$;

create function note_conversations_dropped() returns trigger language plpgsql as $$
begin
  insert into conversation_news (conversation_id, before) select o.id, state_of(o) from old_rows o;
  return null;
end $$;

create trigger conversations_opened after insert on conversations referencing new table as new_rows
  for each statement execute function note_conversations_opened();
create trigger conversations_changed after update on conversations referencing old table as old_rows new table as new_rows
  for each statement execute function note_conversations_changed();
create trigger conversations_dropped after delete on conversations referencing old table as old_rows
  for each statement execute function note_conversations_dropped();
