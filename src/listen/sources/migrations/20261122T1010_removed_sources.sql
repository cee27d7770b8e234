-- A removed source is kept for a while with its cursor, so that removing it can be undone.
alter table sources add column removed_at timestamptz;
create index sources_removed on sources (removed_at) where removed_at is not null;

-- What is read, as the connector tells it (a feed: its address), else a hash of the configuration. No two sources read the same.
alter table sources add column reads text collate "C";
update sources set reads = given.reads from (
  select id, case when row_number() over (partition by kind, what order by created_at, id) = 1 then what else id end as reads
    from (select id, kind, created_at,
            case when kind = 'feed' then regexp_replace(regexp_replace(config ->> 'url', '^https?://', ''), '/$', '')
              else md5(config::text) end as what
            from sources) each
) given where given.id = sources.id;
alter table sources alter column reads set not null;
drop index sources_same;
create unique index sources_same on sources (kind, reads) where removed_at is null;
