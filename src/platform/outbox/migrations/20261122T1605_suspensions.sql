-- Nothing leaves that a suspension covers. What fell due meanwhile is held, and a person decides about it afterwards.
create table outbox_suspensions (
  id text collate "C" primary key,
  scope text not null check (scope in ('everything', 'network', 'account', 'campaign')),
  -- The network's name, the lane of the account, the campaign's id.
  target text collate "C",
  label text not null,
  reason text not null,
  started_by text not null,
  started_at timestamptz not null default now(),
  ended_by text,
  ended_at timestamptz,
  check ((scope = 'everything') = (target is null)),
  check ((ended_at is null) = (ended_by is null))
);
create unique index outbox_suspensions_active on outbox_suspensions (scope, coalesce(target, '')) where ended_at is null;

insert into outbox_suspensions (id, scope, label, reason, started_by, started_at)
  select 'susp_' || md5(random()::text), 'everything', 'everything', coalesce(reason, 'switched off'), coalesce(changed_by, 'Rapport'), changed_at
    from outbox_switch where not is_on;
drop table outbox_switch;

alter table outbox_rows
  add column campaign text collate "C",
  -- The suspension that held it back; it stays after the decision, for the record.
  add column held_by text collate "C",
  drop constraint outbox_rows_state_check,
  add constraint outbox_rows_state_check check (state in ('ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'held')),
  add constraint outbox_rows_held check (state <> 'held' or held_by is not null);
create index outbox_rows_held_list on outbox_rows (id) where state = 'held';

-- Whether a suspension covers a row. `channel` ends with the network: `reply.bluesky`.
create function outbox_suspension(channel text, lane text, campaign text) returns text language sql stable as $$
  select s.id from outbox_suspensions s
   where s.ended_at is null and case s.scope
     when 'everything' then true
     when 'network' then s.target = split_part(channel, '.', 2)
     when 'account' then s.target = lane
     else s.target = campaign end
   order by s.started_at limit 1
$$;
