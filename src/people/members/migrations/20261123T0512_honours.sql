-- What a member was honoured with, as ids: kept here so that whoever reads a member's name has it at hand. Written by embrace/honours only.
alter table members add column honours text[] not null default '{}';
