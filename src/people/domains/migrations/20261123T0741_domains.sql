-- Addresses of the company's own for parts of the public site.
create table site_domains (
  id text collate "C" primary key,
  -- As browsers send it: small letters, foreign ones encoded, a port where it is not the usual one.
  host text collate "C" not null unique check (host = lower(host) and length(host) between 3 and 260),
  -- What stands there; an address with none of them only leads on.
  has_community boolean not null default false,
  has_help boolean not null default false,
  -- What the address answers with once it leads here.
  token text not null,
  checked_at timestamptz,
  -- Since when pages name it as their address; null as long as no check succeeded.
  live_since timestamptz,
  -- Why the last check failed; null when it succeeded.
  problem text check (problem in ('unreachable', 'private', 'elsewhere')),
  problem_detail text,
  created_at timestamptz not null default now()
);
-- Each part has one address.
create unique index site_domains_community on site_domains (has_community) where has_community;
create unique index site_domains_help on site_domains (has_help) where has_help;
