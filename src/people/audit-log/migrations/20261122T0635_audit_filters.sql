create index audit_entries_action on audit_entries (action text_pattern_ops, id desc);
create index audit_entries_at on audit_entries (at desc);
