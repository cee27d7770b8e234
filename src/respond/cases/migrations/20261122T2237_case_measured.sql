-- Time for which a case was open before people who were at work in the console, in seconds: all people together, so that nobody can be ranked by it.
create table case_measured (
  case_id text collate "C" primary key,
  seconds integer not null check (seconds > 0)
);
-- When somebody's last batch came: nobody is measured for longer than the clock went on. Gone after a day.
create table case_measuring (
  user_id text collate "C" primary key,
  at timestamptz not null
);
alter table case_settings add column measures_time boolean not null default true;
