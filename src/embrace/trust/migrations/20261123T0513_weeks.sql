-- What leader boards show by week, counted with the facts; older weeks go.
create table trust_weeks (
  member_id text collate "C" not null,
  fact text not null,
  week date not null,
  n integer not null,
  primary key (member_id, fact, week)
);
create index trust_weeks_age on trust_weeks (week);
