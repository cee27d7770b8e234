-- Badges and ranks: what members can be honoured with.
create table honours (
  id text collate "C" primary key,
  kind text not null check (kind in ('badge', 'rank')),
  position integer not null default 0,
  -- {en, de}: German may be empty.
  names jsonb not null,
  texts jsonb not null,
  -- An emoji or a letter or two; a picture stands in its place.
  mark text not null,
  file_id text collate "C",
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  -- What is asked of a member; null: of a badge, given by hand only; of a rank, nothing beside its points.
  rule jsonb,
  -- Points from which a rank is reached.
  threshold integer check (threshold > 0),
  -- It goes again when its rule no longer holds.
  is_taken_back boolean not null,
  is_on boolean not null default true,
  -- One of the usual set, by its name there, so that it is added once.
  usual text unique,
  created_at timestamptz not null default now(),
  check ((kind = 'rank') = (threshold is not null))
);
-- Ranks stand in an order.
create unique index honours_threshold on honours (threshold) where kind = 'rank';

-- One row for each member and honour: nobody has the same twice.
create table honours_awards (
  member_id text collate "C" not null,
  honour_id text collate "C" not null references honours on delete cascade,
  -- `revoked`: by a colleague; rules do not give it again.
  state text not null check (state in ('held', 'gone', 'revoked')),
  is_by_hand boolean not null default false,
  changed_at timestamptz(3) not null default now(),
  primary key (member_id, honour_id)
);
create index honours_awards_held on honours_awards (honour_id, changed_at desc, member_id desc) where state = 'held';

-- Why somebody has it, or has it no longer.
create table honours_moves (
  id text collate "C" primary key,
  member_id text collate "C" not null,
  honour_id text collate "C" not null references honours on delete cascade,
  what text not null check (what in ('given', 'taken', 'revoked', 'freed')),
  why text[] not null,
  by_name text,
  at timestamptz not null default now()
);
create index honours_moves_member on honours_moves (member_id, id desc);
create index honours_moves_honour on honours_moves (honour_id);

-- Who wishes to stand on leader boards.
create table honours_board (
  member_id text collate "C" primary key,
  since timestamptz not null default now()
);

create table honours_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);
