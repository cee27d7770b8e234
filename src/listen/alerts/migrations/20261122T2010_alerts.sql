-- What somebody wants to be told of, and how.
create table alert_rules (
  id text collate "C" primary key,
  name text not null,
  kind text not null check (kind in ('spike', 'threshold', 'posts')),
  -- Empty: all topics.
  topic_ids text[] not null default '{}',
  is_on boolean not null default true,
  -- By whose clocks days and weeks are counted.
  zone text not null default 'UTC',
  sensitivity text not null default 'normal' check (sensitivity in ('low', 'normal', 'high')),
  least_severity smallint not null default 1 check (least_severity between 1 and 10),
  -- threshold: at least so many posts within so many minutes.
  posts integer not null default 50 check (posts > 0),
  minutes integer not null default 60 check (minutes between 1 and 720),
  -- posts: at most so many messages an hour; the others wait and come together.
  per_hour integer not null default 4 check (per_hour between 1 and 60),
  -- {notices, mailTo: [user ids], webhookUrl, quiet: {from, to, zone, unlessSeverity} | null, digest}
  delivery jsonb not null,
  webhook_secret text,
  snoozed_until timestamptz,
  -- posts: up to which post they were told.
  told_post text collate "C",
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- What the detector of a topic knew at `minute` (minutes since 1970); what came since then is counted again after a restart.
-- A minute of -1: what is usual is to be learned anew.
create table alert_watches (
  topic_id text collate "C" not null,
  sensitivity text not null,
  minute integer not null,
  state text not null,
  primary key (topic_id, sensitivity)
);
-- Up to which minute everything was looked at.
create table alert_clock (
  is_only boolean primary key default true check (is_only),
  minute integer not null
);
create table alert_incidents (
  id text collate "C" primary key,
  -- `spike:normal` (who shares a sensitivity shares the incident), or the id of a threshold rule.
  watch text collate "C" not null,
  topic_id text collate "C" not null,
  since integer not null,
  noticed integer not null,
  ended integer,
  reason text,
  severity smallint not null check (severity between 1 and 10),
  expected double precision not null,
  observed integer not null,
  -- [[minute, mean, high]] by the hour
  usual jsonb not null default '[]',
  cause jsonb,
  -- Found by looking back; nobody was told.
  is_past boolean not null default false,
  acknowledged_by text,
  acknowledged_at timestamptz,
  snoozed_until timestamptz,
  verdict text check (verdict in ('useful', 'false')),
  verdict_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (watch, topic_id, since)
);
-- One alert per incident: a topic has one open one at a time.
create unique index alert_incidents_open on alert_incidents (watch, topic_id) where ended is null;
create index alert_incidents_list on alert_incidents (since desc, id);
-- What is told to whom. `out_id` is the row of the outbox that carries it, which several of a digest share.
create table alert_deliveries (
  id text collate "C" primary key,
  rule_id text collate "C" not null references alert_rules (id) on delete cascade,
  incident_id text collate "C" references alert_incidents (id) on delete cascade,
  channel text not null check (channel in ('mail', 'webhook', 'notice')),
  -- User, or `webhook`, or `owners`.
  target text not null,
  event text not null check (event in ('start', 'update', 'end', 'posts', 'test')),
  payload jsonb not null,
  due_at timestamptz not null,
  told_at timestamptz,
  out_id text collate "C",
  created_at timestamptz not null default now()
);
create index alert_deliveries_due on alert_deliveries (due_at) where told_at is null;
create index alert_deliveries_log on alert_deliveries (created_at desc);
create index alert_deliveries_incident on alert_deliveries (incident_id);
-- Addresses under which a feed of incidents can be read by whoever knows them; of the secret only its hash is kept.
create table alert_feeds (
  id text collate "C" primary key,
  name text not null,
  hash text not null unique,
  created_by text not null,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
