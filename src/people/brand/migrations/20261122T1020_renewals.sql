-- Who renews the credentials at the moment, and until when that counts: one process at a time, also when it dies over it.
alter table brand_accounts add column renewing_by text, add column renewing_until timestamptz;
