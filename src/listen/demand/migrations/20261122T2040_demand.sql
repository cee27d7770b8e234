-- A need that people speak of, and the thing that answers it: "flu symptoms" and a cold remedy.
create table needs (
  id text collate "C" primary key,
  name text not null,
  topic_ids text[] not null check (cardinality(topic_ids) > 0),
  -- What outlets sell against it, as their stock names it; null where nothing is.
  item text,
  -- Whoever runs short before so many days are over gets an alert.
  lead_days smallint not null default 7 check (lead_days between 1 and 90),
  -- Standard deviations from which on an area is told of.
  alert_from real not null default 4 check (alert_from between 2 and 9),
  -- Days before it are not counted yet.
  counted_from date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- How many people wrote of a need on a day (UTC), by where they are. Counted again whenever posts of the day may have changed.
create table need_days (
  need_id text collate "C" not null references needs on delete cascade,
  day date not null,
  -- ISO 3166-1 code, region and great city; empty where only what stands before it is known.
  country text collate "C" not null,
  region text not null,
  area text not null,
  people integer not null check (people > 0),
  primary key (need_id, day, country, region, area)
);

create table outlets (
  id text collate "C" primary key,
  -- As the company names it.
  code text not null unique,
  name text not null,
  country text collate "C" not null,
  region text not null,
  area text not null,
  city text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  updated_at timestamptz not null default now()
);

create table outlet_stock (
  outlet_id text collate "C" not null references outlets on delete cascade,
  item text not null,
  on_hand double precision not null check (on_hand >= 0),
  per_day double precision not null check (per_day >= 0),
  updated_at timestamptz not null default now(),
  primary key (outlet_id, item)
);
create index outlet_stock_item on outlet_stock (item);

-- Areas that were told of: one alert from the first day above the line to the first two below it.
create table demand_alerts (
  id text collate "C" primary key,
  need_id text collate "C" not null references needs on delete cascade,
  country text collate "C" not null,
  region text not null,
  area text not null,
  sigma real not null,
  highest_sigma real not null,
  people integer not null,
  expected real not null,
  began_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Since when it has been below the line; over when it stays there for two days.
  calm_since timestamptz,
  ended_at timestamptz
);
create unique index demand_alerts_open on demand_alerts (need_id, country, region, area) where ended_at is null;
create index demand_alerts_need on demand_alerts (need_id, began_at desc);

-- Days of needs that are to be counted again.
create table need_due (
  need_id text collate "C" not null references needs on delete cascade,
  day date not null,
  primary key (need_id, day)
);
