-- What was counted of members since it was summed last, each minute. Rows are only added, so that nobody who counts waits for anybody else; whoever
-- stands here is due.
create table trust_counted (
  member_id text collate "C" not null,
  fact text not null,
  n integer not null,
  at timestamptz not null default now()
);
create index trust_counted_member on trust_counted (member_id);
