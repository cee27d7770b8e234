create table audit_entries (
  id text collate "C" primary key,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  address text
);
create index audit_entries_subject on audit_entries (subject, id desc);
create index audit_entries_actor on audit_entries (actor_id, id desc);
