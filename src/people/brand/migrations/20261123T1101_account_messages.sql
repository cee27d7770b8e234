-- Whether the direct messages of an account can be reached with the credentials that it has. Null where nobody asked, or the network has none.
alter table brand_accounts add column messages text check (messages in ('on', 'not-allowed', 'none'));
