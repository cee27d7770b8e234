-- Which decision judged a flag: undo gives exactly these back.
alter table moderation_flags add column decision_id text collate "C";
create index moderation_flags_decision on moderation_flags (decision_id) where decision_id is not null;
-- How the member stood before a measure: {state, reason, until}.
alter table moderation_actions add column before_state jsonb;
