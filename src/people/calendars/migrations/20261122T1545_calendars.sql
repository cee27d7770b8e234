create table calendars (
  id text collate "C" primary key,
  name text not null check (length(name) between 1 and 120),
  -- IANA name: Europe/Berlin.
  zone text not null,
  -- Seven lists of {from, to} in minutes since midnight, Monday first.
  week jsonb not null check (jsonb_typeof(week) = 'array' and jsonb_array_length(week) = 7),
  -- The one that counts where none is named.
  is_standard boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index calendars_name on calendars (lower(name));
create unique index calendars_standard on calendars (is_standard) where is_standard;

-- Days with hours of their own, or closed (an empty list).
create table calendar_exceptions (
  calendar_id text collate "C" not null references calendars (id) on delete cascade,
  day date not null,
  name text not null default '',
  open jsonb not null default '[]' check (jsonb_typeof(open) = 'array'),
  -- Where it comes from: by hand, a file, or the public holidays of a country (holidays:DE).
  source text not null default 'hand',
  primary key (calendar_id, day)
);

insert into calendars (id, name, zone, week, is_standard)
  select 'cal_00000000000000000000000001', 'Around the clock', 'UTC', jsonb_agg('[{"from": 0, "to": 1440}]'::jsonb), true
    from generate_series(1, 7);
