-- Who wrote of a need on the latest days, and where: whoever writes on several days of a window is one person in it. Days that are in no window go.
create table need_people (
  need_id text collate "C" not null references needs on delete cascade,
  day date not null,
  account_id text collate "C" not null,
  country text collate "C" not null,
  region text not null,
  area text not null,
  primary key (need_id, day, account_id)
);
-- What is counted already is counted again.
insert into need_due (need_id, day) select distinct need_id, day from need_days where day > current_date - 8 on conflict do nothing;
