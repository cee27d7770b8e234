-- Messages of the stream whose posts are stored: one that is delivered again is recognised here. Kept for hours; posts need it not, counts do.
create table stream_deliveries (
  -- Place in the stream and time of publishing.
  key text collate "C" primary key,
  at timestamptz not null default now()
);
create index stream_deliveries_at on stream_deliveries using brin (at);
