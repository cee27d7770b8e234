-- Customers with an account change what is theirs, and the log names them.
alter table audit_entries drop constraint audit_entries_actor_kind_check;
alter table audit_entries add constraint audit_entries_actor_kind_check check (actor_kind in ('user', 'token', 'system', 'rule', 'member'));
