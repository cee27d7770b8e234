create index notices_link on notices (link) where resolved_at is null;
create index notices_ended on notices (resolved_at) where resolved_at is not null;
