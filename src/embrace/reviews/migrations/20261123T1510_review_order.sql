-- Lists in the order that is shown, so that a page reads its own rows only. In UTC, as a moment in a zone of its own is no constant.
drop index reviews_newest;
create index reviews_newest on reviews (product_id, (extract(epoch from written_at at time zone 'UTC')::float8) desc, id desc) where state = 'shown';
create index reviews_highest on reviews
  (product_id, (stars * 1e10 + extract(epoch from written_at at time zone 'UTC')::float8) desc, id desc) where state = 'shown';
create index reviews_lowest on reviews
  (product_id, ((5 - stars) * 1e10 + extract(epoch from written_at at time zone 'UTC')::float8) desc, id desc) where state = 'shown';
create index reviews_newest_of_all on reviews ((extract(epoch from written_at at time zone 'UTC')::float8) desc, id desc);
create index review_products_listed on review_products (is_archived, lower(name), id);
