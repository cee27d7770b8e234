-- There is no leader board that a member could wish to stand on.
alter table trust_members drop column is_on_board;
