-- How the public site looks and what its navigation says; every state of it stays, so that the one before comes back.
create table site_versions (
  part text not null check (part in ('look', 'navigation')),
  version integer not null check (version > 0),
  settings jsonb not null,
  saved_by text,
  saved_at timestamptz not null default now(),
  primary key (part, version)
);

-- Looks that somebody tries before they are saved.
create table site_drafts (
  id text primary key,
  look jsonb not null,
  made_at timestamptz not null default now()
);

-- The colour and the logo were settings of the community and of the help centre; whichever is open gives its own.
insert into site_versions (part, version, settings)
select 'look', 1, jsonb_strip_nulls(jsonb_build_object('colour', given.colour, 'logoFileId', given.logo))
from (
  select
    case when c.settings ->> 'isOpen' = 'true' or h.settings is null then c.settings ->> 'colour' else coalesce(h.settings ->> 'colour', c.settings ->> 'colour') end as colour,
    c.settings ->> 'logoFileId' as logo
  from (select true) as one
  left join member_settings c on true
  left join help_centre h on true
) as given
where given.colour is not null or given.logo is not null;
