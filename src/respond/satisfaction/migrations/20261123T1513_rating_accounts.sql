-- Whose ratings they are: also of those that were given without a question, on the page of a case or in a chat.
alter table ratings add column account_ids text[] not null default '{}';
update ratings r set account_ids = coalesce(
  (select array_agg(distinct c.account_id::text) from conversations c where c.id = any (r.conversation_ids)), '{}');
create index ratings_accounts on ratings using gin (account_ids);
