-- What goes below every message of an account, for whoever writes it to see. Null where nothing does, or the account was connected before.
alter table brand_accounts add column signature text;
