-- Views of cases beside those of the inbox, and the order in which each person wants them in the rail.
alter table inbox_views add column kind text not null default 'inbox' check (kind in ('inbox', 'cases'));

create table inbox_view_orders (
  user_id text collate "C" not null,
  kind text not null check (kind in ('inbox', 'cases')),
  ids text[] not null,
  primary key (user_id, kind)
);
