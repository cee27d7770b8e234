-- What happened to conversations, for the features that follow them: written by the statement that did it, whoever it was, and removed by the
-- one dispatcher that has told all followers. Row locks on conversations put the rows of one conversation in the order of what happened.
create table conversation_news (
  seq bigint generated always as identity primary key,
  conversation_id text collate "C" not null,
  at timestamptz not null default clock_timestamp(),
  -- A user's or rule's id; null for the customer and the program itself.
  by text collate "C",
  -- The conversation's state before and after; null where there was none.
  before jsonb,
  after jsonb
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

create function conversation_state(c conversations) returns jsonb language sql immutable as $$
  select jsonb_build_object('status', c.status, 'assigneeId', c.assignee_id, 'waitingSince', c.waiting_since, 'postsWaiting', c.posts_waiting,
    'answeredAt', c.answered_at, 'lastPostId', c.last_post_id, 'snoozedUntil', c.snoozed_until, 'labels', c.labels, 'isGone', c.is_gone)
$$;

create function note_conversations_opened() returns trigger language plpgsql as $$
begin
  insert into conversation_news (conversation_id, by, after)
    select n.id, nullif(current_setting('rapport.by', true), ''), conversation_state(n) from new_rows n;
  return null;
end $$;

create function note_conversations_changed() returns trigger language plpgsql as $$
begin
  insert into conversation_news (conversation_id, by, before, after)
    select n.id, nullif(current_setting('rapport.by', true), ''), conversation_state(o), conversation_state(n)
      from new_rows n join old_rows o on o.id = n.id
      where conversation_state(o) <> conversation_state(n)
      order by n.id;
  return null;
end $$;

create function note_conversations_dropped() returns trigger language plpgsql as $$
begin
  insert into conversation_news (conversation_id, before) select o.id, conversation_state(o) from old_rows o;
  return null;
end $$;

create trigger conversations_opened after insert on conversations referencing new table as new_rows
  for each statement execute function note_conversations_opened();
create trigger conversations_changed after update on conversations referencing old table as old_rows new table as new_rows
  for each statement execute function note_conversations_changed();
create trigger conversations_dropped after delete on conversations referencing old table as old_rows
  for each statement execute function note_conversations_dropped();
