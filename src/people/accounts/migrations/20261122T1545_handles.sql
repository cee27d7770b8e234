-- Accounts are found by the beginning of their handle, to be joined to persons.
create index accounts_handle on accounts (lower(handle) text_pattern_ops) where handle is not null;
