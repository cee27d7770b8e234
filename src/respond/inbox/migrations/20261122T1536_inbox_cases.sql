-- The case a conversation belongs to, see respond/cases: a case stands in the queue once, with its most urgent thread.
alter table conversations add column case_id text collate "C";
create index conversations_case on conversations (case_id, rank, id) where case_id is not null;
