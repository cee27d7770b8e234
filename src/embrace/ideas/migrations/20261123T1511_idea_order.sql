-- Lists in the order that is shown, so that a page reads its own rows only. In UTC, as a moment in a zone of its own is no constant.
drop index ideas_votes;
create index ideas_top on ideas (((votes + votes_before)::float8) desc, id desc) where deleted_at is null;
create index ideas_newest on ideas ((extract(epoch from created_at at time zone 'UTC')::float8) desc, id desc) where deleted_at is null;
