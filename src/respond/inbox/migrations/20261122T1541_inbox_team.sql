-- The team that a conversation belongs to; facet `g:<team id>`.
alter table conversations add column team_id text collate "C";
create or replace function conversation_state(c conversations) returns jsonb language sql immutable as $$
  select jsonb_build_object('status', c.status, 'assigneeId', c.assignee_id, 'teamId', c.team_id, 'waitingSince', c.waiting_since,
    'postsWaiting', c.posts_waiting, 'answeredAt', c.answered_at, 'lastPostId', c.last_post_id, 'snoozedUntil', c.snoozed_until,
    'labels', c.labels, 'isGone', c.is_gone)
$$;
create index conversations_team on conversations (team_id, status, rank, id) where team_id is not null and not is_gone;
