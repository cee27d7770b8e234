-- Members who came with an import. Whoever proves the address that stood in it takes the account over; until then nobody writes to it.
alter table members add column is_brought boolean not null default false;
alter table members add column claim_key text unique check (claim_key = lower(claim_key));
