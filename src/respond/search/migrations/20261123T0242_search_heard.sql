-- When somebody listened last to what changes: what happened since then may have been missed. Of the moment, so no backup has it; without a row a day is looked through.
create unlogged table search_heard (
  is_only boolean primary key default true check (is_only),
  at timestamptz not null
);
