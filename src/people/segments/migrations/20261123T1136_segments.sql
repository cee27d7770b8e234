-- Named groups of customers: by what is known of them, and by hand.
create table segments (
  id text collate "C" primary key,
  name text not null,
  description text not null default '',
  -- Null: only those picked by hand are in.
  condition jsonb,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create unique index segments_name on segments (lower(name));

-- Customers who are in by hand, or kept out by hand, whatever the condition says. By account: it goes along when accounts are joined or split.
create table segment_picks (
  segment_id text collate "C" not null references segments (id) on delete cascade,
  account_id text collate "C" not null,
  is_in boolean not null,
  picked_by text not null,
  picked_at timestamptz not null default now(),
  primary key (segment_id, account_id)
);
create index segment_picks_account on segment_picks (account_id);
