-- Its author withdrew it while it waited for a look: it waits again when he comes back.
alter table reviews add column is_awaited boolean not null default false;
