-- By whose clocks the days of a need are counted, and other names under which the stock has its item.
alter table needs add column zone text not null default 'UTC', add column item_names text[] not null default '{}';
