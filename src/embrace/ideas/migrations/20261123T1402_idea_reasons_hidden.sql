-- Why an idea matters to a voter is looked at, flagged and taken away like other words; the vote counts all the same.
alter table idea_votes add column reason_hidden_at timestamptz;
