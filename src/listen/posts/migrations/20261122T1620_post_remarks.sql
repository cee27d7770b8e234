-- How a private post came: signed by whom, written by a machine, through a list.
alter table posts add column remarks jsonb;
