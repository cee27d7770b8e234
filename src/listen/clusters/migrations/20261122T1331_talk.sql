-- What topics were found to talk about, so that the same talk keeps its id while posts come and go. Words of authors: the telling ones alone.
create table talk_ids (
  topic_id text collate "C" not null,
  id text collate "C" not null unique,
  terms text[] not null,
  seen_at timestamptz not null default now(),
  primary key (topic_id, id)
);
