-- Which of our accounts the customer named last: who answers, and what lists and conditions tell apart.
alter table conversations add column written_to text collate "C";
-- Known of what is there already from the newest post: the mailbox that read it, or the first account that it names.
with named as (
  select distinct on (c.id) c.id, a.external_id
    from conversations c
    join posts p on p.id = c.last_post_id
    left join sources s on s.id = p.source_id
    join brand_accounts a on a.network = c.network
     and (a.external_id = s.config ->> 'mailbox' or a.external_id = any (p.mentions))
   order by c.id, array_position(p.mentions, a.external_id::text), a.connected_at)
update conversations c set written_to = n.external_id, facets = c.facets || ('w:' || n.external_id)
  from named n where n.id = c.id;
