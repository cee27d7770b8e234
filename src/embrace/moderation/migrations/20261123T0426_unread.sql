-- Texts are known by their bands and sketches; the newest actions by the primary key.
alter table moderation_texts drop column key;
drop index moderation_actions_newest;
