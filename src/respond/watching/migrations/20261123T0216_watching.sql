-- Colleagues who are told what happens in a conversation. Who stopped stays noted, so that no rule puts them back.
create table conversation_watchers (
  conversation_id text collate "C" not null,
  user_id text collate "C" not null,
  is_on boolean not null default true,
  -- The rule that added them; null: they did it themselves.
  rule_id text collate "C",
  at timestamptz not null default now(),
  primary key (conversation_id, user_id)
);
