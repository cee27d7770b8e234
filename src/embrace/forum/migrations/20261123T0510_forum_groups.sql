-- Groups of members with categories of their own.
create table forum_groups (
  id text collate "C" primary key,
  slug text not null unique,
  name text not null,
  text text not null default '',
  kind text not null check (kind in ('public', 'request', 'invitation', 'hidden')),
  -- Who is in it: counted by the transaction that changes it, under the lock of this row.
  members integer not null default 0 check (members >= 0),
  created_at timestamptz not null default now()
);

create table forum_group_members (
  group_id text collate "C" not null references forum_groups on delete cascade,
  member_id text collate "C" not null,
  state text not null check (state in ('in', 'asked', 'invited')),
  role text not null default 'member' check (role in ('member', 'moderator')),
  at timestamptz not null default now(),
  primary key (group_id, member_id)
);
create index forum_group_members_member on forum_group_members (member_id);

alter table forum_categories add column group_id text collate "C" references forum_groups;
create index forum_categories_group on forum_categories (group_id) where group_id is not null;

-- What intake was told of a post last, so that it is told again when others may read it now, or nobody.
alter table forum_posts add column heard_version bigint;
alter table forum_posts add column heard_revision integer;
alter table forum_posts add column heard_as text check (heard_as in ('public', 'private', 'gone'));
update forum_posts p set heard_revision = p.revision,
    heard_as = case when p.deleted_at is not null or t.deleted_at is not null then 'gone' when c.who_reads = 'members' then 'private' else 'public' end,
    heard_version = extract(epoch from coalesce(p.deleted_at, t.deleted_at, p.edited_at, p.created_at))::bigint * 1000000 + 999999 + p.revision
  from forum_threads t join forum_categories c on c.id = t.category_id where t.id = p.thread_id and not p.is_waiting;
