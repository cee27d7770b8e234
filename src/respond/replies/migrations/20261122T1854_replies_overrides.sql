-- What its author set aside is kept while a reply waits: it is checked again when it leaves.
alter table replies add column overrides jsonb not null default '[]';
