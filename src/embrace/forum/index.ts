/** The forum of the community: questions, discussions and their answers, read by everybody, heard like every other network. */
import './events.ts';

export { forumFeature } from './feature.ts';
/** Serves the public pages, feeds and the site map. */
export { addForumPages } from './pages/pages.ts';
/** Threads as cards on other sites: for `embedsPort`. */
export { threadEmbed } from './pages/embed.ts';
/** The entry of the public site's navigation. */
export { forumSection } from './pages/section.ts';
/** What the connector of the community writes into. */
export { communityThreads } from './heard/answering.ts';
export { forumHookTypes } from './talk/hooks.ts';
/** Solved threads beside conversations. */
export { threadSuggestions } from './search/suggestions.ts';
export { type Doer, memberDoer, staffDoer } from './doer.ts';
export { catchUp } from './heard/catch-up.ts';
/** Namespace of what is heard of the community, and who the company is in it. */
export { COMPANY, ORIGIN } from './heard/hear.ts';
/** What members take along and leave behind: provide it for `memberBelongingsPort`. */
export { forumBelongings } from './own/belongings.ts';
/** What the forum tells members of: provide it for `noticeKindsPort`. */
export { forumKinds } from './telling/kinds.ts';
/** Takes answers by mail: provide it for `replyByMailPort`. */
export { forumReplies } from './telling/by-mail.ts';
/** Its part of digests: provide it for `digestPartsPort`. */
export { forumDigest } from './telling/digest.ts';
/** Has members told of a post that can be seen only now (it was held). */
export { tellSoon } from './telling/tell.ts';
/** How posts are moderated, and who thanked whom: for `moderatedPort` and `favoursPort`. */
export { forumFavours, forumPosts } from './order/kind.ts';
export { categoryInput } from './schema.ts';
export { acceptAnswer, react } from './talk/answers.ts';
export { readCategories, removeCategory, saveCategory } from './talk/categories.ts';
export { addPoll, vote } from './polls/polls.ts';
/** Groups of members, and who is in them. */
export { saveGroup, seatMember, takeSeat } from './groups/groups.ts';
export { addPost, editPost } from './talk/posts.ts';
/** Posts that others change as well. */
export { setWiki } from './talk/wiki.ts';
/** Questions that wait, who has their problem, and how a member reads them. */
export { havingProblem, threadFor, unansweredQuestions } from './talk/waiting.ts';
/** What other features put below a question, for members. */
export { besideThreadPort } from './ports.ts';
/** What other features say at the head of a thread, for everybody. */
export { aboveThreadPort } from './ports.ts';
/** A question with its accepted answers, for what is made of it. */
export { solvedThread, type SolvedThread } from './talk/solved.ts';
export { recentThreads } from './talk/read.ts';
export { changeThread, startThread } from './talk/threads.ts';
export { deleteThread } from './talk/removal.ts';
/** What other features of the community share with the forum: texts, who wrote them, and the words that they are found by. */
export { titleOf, wordsOf } from './domain.ts';
export { authorsOf } from './people.ts';
export { FORUM_DIALECT, type Written, written } from './talk/written.ts';
export { type Meant, meantBy, tellingOf, wordQueries } from './search/find.ts';
export { noteWords, type WordChange } from './search/index-posts.ts';
/** What was said elsewhere, brought over with its dates and heard by nobody; and the way back. */
export { bringPosts, bringThread, type BroughtPost, refusalOfWords } from './brought/bring.ts';
export { selectWriters as writersAmong } from './brought/store.ts';
export { addressOfCategory, addressOfPost, addressOfThread } from './brought/addresses.ts';
export { takeBackBrought } from './brought/take-back.ts';
/** Parts of public pages, with the forum's style sheet. */
export { type FormKey, keyHtml, nameHtml, type Shown, shownOf, timeHtml } from './pages/bits.ts';
export { keepCopies } from './pages/copies.ts';
export {
  forumVisit,
  type ForumVisit,
  isSpeaking,
  keyOf,
  reasonOf,
  SCRIPT as FORUM_SCRIPT,
  STYLE as FORUM_STYLE,
  takenForm,
} from './pages/visit.ts';
/** Solved threads in the search of the whole site: provide it for `publicSearchPort`. */
export { threadSearch } from './search/public-search.ts';
