-- Which state of the post somebody spoke about: after an edit his word is about other words, and teaches nothing.
alter table label_corrections add column version bigint;

-- What the company's corrections have taught, label by label, with both figures on examples that the head had not seen.
create table company_heads (
  label text collate "C" primary key,
  -- Grows with each training.
  version integer not null default 1,
  -- Null where there was too little to learn from.
  weights bytea,
  -- Examples that people spoke about.
  said integer not null,
  built_in double precision,
  company double precision,
  wins integer,
  losses integer,
  -- Share of the labels without an objection that the head leaves as they are.
  kept double precision,
  is_better boolean not null default false,
  -- People can keep a better head from being used.
  is_wanted boolean not null default true,
  trained_at timestamptz not null default now()
);

create table company_training (
  is_only boolean primary key default true check (is_only),
  began_at timestamptz,
  ended_at timestamptz
);
insert into company_training default values;
