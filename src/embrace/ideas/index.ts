/** Ideas: what customers wish, who wishes it, what was decided, what comes next, and what is there now. */
import './events.ts';

export { ideasFeature } from './feature.ts';
export { ideaHookTypes } from './idea/hooks.ts';
/** Call it when accounts were joined to a person or parted: a person counts once. */
export { settleOf as settleVotesOf } from './idea/votes.ts';
/** What of ideas can be flagged, hidden and shown again: provide it for `moderatedPort`. */
export { moderatedIdeas } from './idea/moderated.ts';
/** What members take along and leave behind: provide it for `memberBelongingsPort`. */
export { ideaBelongings } from './own.ts';
export { saveBoard, readBoards } from './idea/boards.ts';
export { comment } from './idea/comments.ts';
export { propose } from './idea/propose.ts';
export { setStatus } from './idea/status.ts';
export { vote } from './idea/votes.ts';
export { saveEntry } from './changelog/entries.ts';
