-- Where the profile of an account says that its owner is, as written. Places are read from it, never finer than a city or postcode area.
alter table accounts add column location text;
