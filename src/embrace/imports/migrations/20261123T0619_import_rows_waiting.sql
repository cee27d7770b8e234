-- The next thing is found at once, however many wait behind it.
create index community_import_rows_waiting on community_import_rows (import_id, kind, file, line, key) where state = 'waiting';
