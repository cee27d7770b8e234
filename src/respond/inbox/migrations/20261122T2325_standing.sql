-- What is open by team and by person is counted from this alone: reports and the wallboard ask for it with every page.
create index conversations_standing on conversations (team_id, waiting_since) include (assignee_id) where status = 'open' and not is_gone;
