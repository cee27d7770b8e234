alter table topics
  add column folder text check (length(folder) between 1 and 80),
  -- More posts than this within 24 hours pause the topic.
  add column cap_per_day integer check (cap_per_day between 1 and 10000000),
  -- Posts written before do not count: set when somebody lets a topic go on.
  add column cap_from timestamptz,
  -- Whether the cap paused it; what a person pauses is false.
  add column is_capped boolean not null default false,
  -- What it must find and must not find, run on every change.
  add column examples jsonb not null default '[]',
  -- What a removed topic was, and is again when it is brought back.
  add column state_before text check (state_before in ('active', 'paused'));

-- A forgotten topic is on its way out and can no longer be brought back.
alter table topics drop constraint topics_state_check;
alter table topics add constraint topics_state_check check (state in ('active', 'paused', 'deleted', 'forgotten'));
drop index topics_name;
create unique index topics_name on topics (lower(name)) where state in ('active', 'paused');

-- With another query the posts of a topic are checked first, and then the others are looked through.
alter table topic_backfills add column phase text not null default 'look' check (phase in ('recheck', 'look'));
create index topic_backfills_running on topic_backfills (updated_at) where state = 'running';
