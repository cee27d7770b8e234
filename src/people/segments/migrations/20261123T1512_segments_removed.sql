-- A removed segment stays for thirty days, so that it can come back with whom was picked by hand.
alter table segments add column removed_at timestamptz;
drop index segments_name;
create unique index segments_name on segments (lower(name)) where removed_at is null;
