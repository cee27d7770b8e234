create table sources (
  id text collate "C" primary key,
  kind text not null,
  network text not null,
  name text not null,
  description text not null,
  config jsonb not null,
  -- What the person wants; `stopped_code` is what the world answered.
  state text not null check (state in ('running', 'paused')),
  -- Grows with every change that a running reader must take up.
  revision integer not null default 1,
  cursor text,
  -- Who reads it now; writes of a reader that lost its place are refused by this.
  reader text,
  heartbeat_at timestamptz,
  -- When the present way of reading began: started, resumed or changed.
  running_since timestamptz not null default now(),
  stopped_code text,
  failures integer not null default 0,
  last_error text,
  failing_since timestamptz,
  last_read_at timestamptz,
  last_item_at timestamptz,
  newest_event_at timestamptz,
  next_read_at timestamptz,
  poll_seconds double precision,
  gaps jsonb not null default '[]',
  -- Trouble that has been told to people: which, and since when it lasts.
  trouble text,
  trouble_since timestamptz,
  trouble_told_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default now()
);
create unique index sources_same on sources (kind, md5(config::text));
