-- Who is due stands there once for each fact, so that nobody who counts waits for anybody else.
alter table trust_due drop constraint trust_due_pkey;
