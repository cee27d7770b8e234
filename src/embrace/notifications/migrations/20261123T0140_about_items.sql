-- The post or comment that a line is about, by which it is forgotten and its words are read.
alter table notifications add column item text collate "C";
create index notifications_item on notifications (item) where item is not null;
