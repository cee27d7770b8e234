-- What was filled in beside the text, to become a case of its type once the address is proven.
alter table contact_pending add column filled jsonb;
