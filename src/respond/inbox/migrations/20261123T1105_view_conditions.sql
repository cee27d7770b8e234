-- What holds of every row of a saved view, beside its filters: a condition as lib/conditions stores it.
alter table inbox_views add column condition jsonb;
