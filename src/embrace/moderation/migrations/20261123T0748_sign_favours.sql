-- Who favoured whom how often, by what, and what chance would give: [{from, to, n, expected, of: {answers, ideas, reviews}}].
alter table moderation_signs add column favours jsonb not null default '[]';
