/** Ideas: what customers wish, who wishes it, what was decided, what comes next, and what is there now. */
import './events.ts';

export { ideasFeature } from './feature.ts';
export { ideaHookTypes } from './idea/hooks.ts';
/** Call it when accounts were joined to a person or parted: a person counts once. */
export { settleOf as settleVotesOf } from './idea/votes.ts';
/** What of ideas can be flagged, hidden and shown again, and who voted for whose: for `moderatedPort` and `favoursPort`. */
export { ideaFavours, moderatedIdeas } from './idea/moderated.ts';
/** What members take along and leave behind: provide it for `memberBelongingsPort`. */
export { ideaBelongings } from './own.ts';
export { readBoards, saveBoard, STAFF } from './idea/boards.ts';
export { comment } from './idea/comments.ts';
export { deleteIdea, propose } from './idea/propose.ts';
export { setStatus } from './idea/status.ts';
export { vote } from './idea/votes.ts';
export { listEntries, removeEntry, saveEntry } from './changelog/entries.ts';
/** Ideas by votes, trend or age; `STAFF` sees all of them. */
export { listIdeas } from './idea/find.ts';
/** Serves the public pages, feeds and site maps. */
export { addIdeaPages } from './pages/pages.ts';
/** Ideas and updates as cards on other sites: for `embedsPort`. */
export { ideaEmbeds } from './pages/embeds.ts';
/** The entries of the public site's navigation: ideas, what comes next, what is new. */
export { ideaSections } from './pages/sections.ts';
/** What members are told of ideas: provide it for `noticeKindsPort`. */
export { ideaKinds } from './idea/notices.ts';
export { quarterAfter, quarterOf } from './domain.ts';
/** Ideas and updates in the search of the whole site: provide them for `publicSearchPort`. */
export { ideaSearches } from './public-search.ts';
