-- What was approved and could not be handed over is counted beside what is open.
create index approvals_stuck on approvals (id) where state = 'approved' and problem is not null;
