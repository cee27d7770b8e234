-- Entries get facts beside their words: channel, team, whoever has it, how it stands. All is read once more, beside the search that goes on.
delete from search_building;
