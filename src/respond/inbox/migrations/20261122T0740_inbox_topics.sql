-- The queue of each topic in its own order. A topic that ended last year has its conversations at one end of the whole queue, where walking
-- along that queue would pass hundreds of thousands of others.
create table conversation_topics (
  topic_id text collate "C" not null,
  status text collate "C" not null,
  rank bigint not null,
  last_post_at timestamptz not null,
  conversation_id text collate "C" not null,
  primary key (topic_id, status, rank, conversation_id)
);
create index conversation_topics_time on conversation_topics (topic_id, status, last_post_at, conversation_id);
insert into conversation_topics (topic_id, status, rank, last_post_at, conversation_id)
  select distinct t, c.status, c.rank, c.last_post_at, c.id from conversations c, unnest(c.topic_ids) as t where not c.is_gone;

-- Counted with every change: counting common labels anew takes too long.
alter table inbox_labels add column uses integer not null default 0;
update inbox_labels l set uses = n.uses
  from (select lower(label) as key, count(*) as uses from conversations, unnest(labels) as label group by 1) n where n.key = l.key;
