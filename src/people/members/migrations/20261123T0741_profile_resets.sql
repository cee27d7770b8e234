-- What was taken from a profile because it broke the rules, as it was: so that it can come back, and cannot be put up again.
create table member_resets (
  member_id text collate "C" not null references members (id) on delete cascade,
  part text not null check (part in ('name', 'picture', 'about', 'signature')),
  -- The first one is 0; what a member writes afterwards is another one.
  number integer not null check (number >= 0),
  before jsonb not null,
  -- It may be put up again: colleagues took it back, while something else stood in its place.
  is_forgiven boolean not null default false,
  at timestamptz not null default now(),
  primary key (member_id, part, number)
);
