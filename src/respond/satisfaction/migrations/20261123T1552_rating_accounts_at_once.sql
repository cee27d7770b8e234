-- What waits to be sorted in is read through for each customer who is looked for; ratings come seldom, so that each can be sorted in at once.
alter index ratings_accounts set (fastupdate = off);
select gin_clean_pending_list('ratings_accounts');
