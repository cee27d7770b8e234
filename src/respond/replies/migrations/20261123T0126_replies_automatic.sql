-- Said by the program itself, in words that were written beforehand: it answers nobody, so no clock stops and nothing counts it as an answer.
alter table replies add column is_automatic boolean not null default false;
create index replies_automatic on replies (network, external_id) where is_automatic;
