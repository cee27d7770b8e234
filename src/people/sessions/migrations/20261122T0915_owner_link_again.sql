-- The token, sealed: every process that starts before there is an owner shows the same link.
alter table owner_links add column sealed text;
