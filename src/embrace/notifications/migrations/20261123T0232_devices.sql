-- Browsers that members have things pushed to. One ends with the session in which it was added.
create table notification_devices (
  id text collate "C" primary key,
  member_id text collate "C" not null,
  session_id text collate "C" not null,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null default now()
);
create index notification_devices_member on notification_devices (member_id);

-- Who we are to push services (RFC 8292): the public point, and the private key sealed.
create table notification_push_key (
  one boolean primary key default true check (one),
  public_key text not null,
  sealed text not null,
  made_at timestamptz not null default now()
);

alter table notifications add column pushed_at timestamptz;
create index notifications_to_push on notifications (at) where push and pushed_at is null;
