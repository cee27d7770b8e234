create table fairness_reports (
  days integer primary key,
  computed_at timestamptz not null default now(),
  report jsonb not null
);

create table fairness_alarms (
  id text collate "C" primary key,
  dimension text not null,
  group_key text not null,
  outcome text not null,
  opened_at timestamptz not null default now(),
  ended_at timestamptz,
  ratio double precision not null
);
create unique index fairness_alarms_open on fairness_alarms (dimension, group_key, outcome) where ended_at is null;
