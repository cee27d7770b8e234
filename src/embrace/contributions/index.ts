/** Contributions: what was said becomes articles and threads, members are credited, and suggest changes of articles. */
import './events.ts';

export { contributionsFeature } from './feature.ts';
/** Serves the page of a change and a member's own tab. */
export { addContributionPages, suggestLine } from './pages/pages.ts';
export { articlesTab } from './pages/own-page.ts';
/** Below articles and at the head of threads: provide them for `besideArticlePort` and `aboveThreadPort`. */
export { becameLine, creditLine } from './credits/lines.ts';
/** What members take along and leave behind: provide it for `memberBelongingsPort`. */
export { contributionBelongings } from './belongings.ts';
/** What members are told: provide them for `noticeKindsPort`; `tellCredited` when articles changed. */
export { contributionKinds, tellCredited } from './notices.ts';
export { contributionHookTypes } from './hooks.ts';
/** Changes that the rules hold: provide it for `moderatedPort`. */
export { moderatedEdits } from './edits/moderated.ts';
/** What colleagues and members do, for the demonstration. */
export { declineEdit, takeEdit } from './edits/decide.ts';
export { suggestEdit } from './edits/propose.ts';
export { makeArticle } from './made/article.ts';
export { propose } from './made/propose.ts';
export { makeThread } from './made/thread.ts';
/** Forgets what is noted of articles and threads that go for good. */
export { forgetMade } from './forget.ts';
