-- Posts have the term of their span (`spanTerm`) from here on; giving it to millions of older ones would keep the program from starting.
create table post_spans_since (
  is_only boolean primary key default true check (is_only),
  id text collate "C" not null
);
insert into post_spans_since (id) select coalesce((select id || '~' from posts order by id desc limit 1), '');
