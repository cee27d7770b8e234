-- Another connection merges new terms into the index about once a second (search-upkeep.ts), so that storing hardly ever has to.
alter index posts_search set (gin_pending_list_limit = 65536);
