-- What customers are asked for, by type of case: all forms are one document, and each version of it is a row.
create table customer_forms (
  version integer primary key check (version > 0),
  forms jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now()
);
