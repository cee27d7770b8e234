-- The team that a conversation belongs to; facet `g:<team id>`.
alter table conversations add column team_id text collate "C";
create index conversations_team on conversations (team_id, status, rank, id) where team_id is not null and not is_gone;

-- Followers hear of it.
alter type conversation_state add attribute "teamId" text;
create or replace function state_of(c conversations) returns conversation_state language sql immutable as $$
  select row(c.status, c.assignee_id, c.waiting_since, c.posts_waiting, c.answered_at, c.last_post_id, c.snoozed_until, c.labels, c.is_gone,
    c.team_id)
$$;
