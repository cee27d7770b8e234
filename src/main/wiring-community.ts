import type { Actor, App } from '#platform/app/index.ts';
import { blueskyConnectors } from '#connectors/bluesky/index.ts';
import { vouchedVisitors } from '#respond/chat/index.ts';
import {
  handleProofsPort,
  headerPartsPort,
  memberBelongingsPort,
  memberDevicePort,
  memberFeedPort,
  memberStatePort,
  ownTabsPort,
  profilePartsPort,
  profileScreenPort,
  provenAccountsPort,
  publicSearchPort,
  readCommunity,
  suspensionPathPort,
} from '#people/members/index.ts';
import { sectionsPort, siteLanguagesPort, sitePagesPort } from '#people/site/index.ts';
import { mailAnswersPort } from '#listen/sources/index.ts';
import { keepDomains, oldAddressPort } from '#people/domains/index.ts';
import { embedsPort } from '#people/embeds/index.ts';
import type { CommunityThreads } from '#connectors/community/index.ts';
import { caseOfConversation } from '#respond/cases/index.ts';
import { changeConversations, conversationsInThread } from '#respond/inbox/index.ts';
import { contactSection } from '#respond/answers/index.ts';
import {
  articleEmbed,
  articleSearch,
  besideArticlePort,
  helpSection,
  readCentre,
} from '#respond/knowledge/index.ts';
import {
  articlesTab,
  becameLine,
  contributionBelongings,
  contributionKinds,
  creditLine,
  moderatedEdits,
  suggestLine,
} from '#embrace/contributions/index.ts';
import {
  aboveThreadPort,
  besideThreadPort,
  communityThreads,
  forumBelongings,
  forumDigest,
  forumFavours,
  forumKinds,
  forumPosts,
  forumReplies,
  forumSection,
  threadEmbed,
  threadSearch,
} from '#embrace/forum/index.ts';
import {
  ideaBelongings,
  ideaEmbeds,
  ideaFavours,
  ideaKinds,
  ideaSearches,
  ideaSections,
  moderatedIdeas,
} from '#embrace/ideas/index.ts';
import {
  favoursPort,
  flagOfProfile,
  memberDevices,
  moderatedPort,
  moderatedProfiles,
  moderationBelongings,
  moderationNotices,
  orderTab,
  recordState,
  screenProfile,
  suspensionPath,
} from '#embrace/moderation/index.ts';
import {
  bell,
  choicesTab,
  digestKind,
  digestPartsPort,
  newsFeed,
  noticeKindsPort,
  notificationBelongings,
  registerMemberMail,
  registerRefusals,
  replyByMailPort,
  takeAnswers,
} from '#embrace/notifications/index.ts';
import { importBelongings, lookUpOldAddress } from '#embrace/imports/index.ts';
import {
  besideThread,
  togetherBelongings,
  togetherKinds,
  type Unanswered,
  unansweredPort,
} from '#embrace/together/index.ts';
import {
  type BadReview,
  badReviewPort,
  communityReviews,
  moderatedReviews,
  reviewBelongings,
  reviewFavours,
  reviewKinds,
  productEmbed,
  reviewSection,
} from '#embrace/reviews/index.ts';
import {
  awardLooked,
  honourBelongings,
  honourNotices,
  honoursOfProfile,
  honoursTab,
} from '#embrace/honours/index.ts';
import { pageSearch, pageSections } from '#embrace/site-pages/index.ts';
import { lookedPort, trustBelongings } from '#embrace/trust/index.ts';

/** What the features of the public site give each other and the members; called by `wire`. */
export async function wireCommunity(app: App): Promise<void> {
  await keepDomains(app);
  app.provide(oldAddressPort, lookUpOldAddress);
  // Who is the same person as a member.
  app.provide(provenAccountsPort, [vouchedVisitors]);
  app.provide(handleProofsPort, [blueskyConnectors.handleProof]);
  // The public site's navigation, in this order.
  app.provide(sitePagesPort, pageSections);
  app.provide(siteLanguagesPort, siteLanguages);
  app.provide(sectionsPort, [forumSection, ...ideaSections, reviewSection, helpSection, contactSection]);
  // What other sites embed.
  app.provide(embedsPort, [threadEmbed, ...ideaEmbeds, productEmbed, articleEmbed]);
  // What `/search` finds, in the order in which equals stand.
  app.provide(publicSearchPort, [articleSearch, threadSearch, ...ideaSearches, pageSearch]);
  // Notifications come last: what goes with the others is told to nobody.
  app.provide(memberBelongingsPort, [
    forumBelongings,
    ideaBelongings,
    reviewBelongings,
    moderationBelongings,
    trustBelongings,
    honourBelongings,
    togetherBelongings,
    importBelongings,
    contributionBelongings,
    notificationBelongings,
  ]);
  app.provide(memberFeedPort, [newsFeed]);
  app.provide(headerPartsPort, [bell]);
  // In the order of members' settings.
  app.provide(noticeKindsPort, [
    ...forumKinds,
    ...ideaKinds,
    ...reviewKinds,
    ...togetherKinds,
    ...honourNotices,
    ...contributionKinds,
    ...moderationNotices,
    digestKind,
  ]);
  app.provide(digestPartsPort, [forumDigest]);
  app.provide(ownTabsPort, [choicesTab, honoursTab, articlesTab, orderTab]);
  app.provide(lookedPort, awardLooked);
  app.provide(profilePartsPort, [honoursOfProfile, flagOfProfile]);
  app.provide(profileScreenPort, screenProfile);
  app.provide(besideThreadPort, besideThread);
  app.provide(aboveThreadPort, becameLine);
  app.provide(besideArticlePort, [creditLine, suggestLine]);
  app.provide(unansweredPort, caseOfQuestion);
  app.provide(badReviewPort, caseOfReview);
  app.provide(moderatedPort, [
    forumPosts,
    ...moderatedIdeas,
    moderatedReviews,
    ...moderatedProfiles,
    moderatedEdits,
  ]);
  app.provide(favoursPort, [forumFavours, ideaFavours, reviewFavours]);
  app.provide(memberStatePort, recordState);
  app.provide(suspensionPathPort, suspensionPath);
  app.provide(memberDevicePort, memberDevices);
  app.provide(replyByMailPort, [forumReplies]);
  app.provide(mailAnswersPort, takeAnswers);
  registerMemberMail(app);
  registerRefusals(app);
}

/** What names of entries of the navigation are asked for in. */
async function siteLanguages(app: App): Promise<readonly string[]> {
  const [community, centre] = await Promise.all([readCommunity(app), readCentre(app)]);
  const spoken = [community, centre].flatMap(({ isOpen, languages }) => (isOpen ? languages : []));
  return [...new Set(spoken.length > 0 ? spoken : community.languages)];
}

const community: Actor = {
  kind: 'rule',
  id: 'community',
  name: 'Community',
  role: 'manager',
  permissions: new Set(['*']),
};

/** A question that nobody answered in time is a case of its conversation. */
const caseOfQuestion = (app: App, { postId, title }: Unanswered): Promise<string | undefined> =>
  caseOf(app, postId, title, 'Nobody answered in the community');

/** So is a review with one or two stars. */
const caseOfReview = (app: App, { reviewId, title }: BadReview): Promise<string | undefined> =>
  caseOf(app, reviewId, title, 'A bad review');

/** The case of what the inbox heard in the community; its conversation is open again where somebody had put it aside. */
async function caseOf(app: App, postId: string, title: string, reason: string): Promise<string | undefined> {
  const [conversation] = await conversationsInThread(app, 'community', postId);
  if (!conversation) return undefined;
  const { id, status } = conversation;
  if (status === 'done') await changeConversations(app, community, [id], { status: 'open', reason });
  return (await caseOfConversation(app, community, id, { title })).caseId;
}

/** Where replies in the community go: below reviews, or into threads. */
export function communityPlaces(app: App): CommunityThreads {
  const [threads, reviews] = [communityThreads(app), communityReviews(app)];
  return {
    name: threads.name,
    put: (reply) => (reviews.isOurs(reply.postId) ? reviews.put(reply) : threads.put(reply)),
    find: async (key) => (await threads.find(key)) ?? reviews.find(key),
    remove: (id) => (reviews.isOurs(id) ? reviews.remove(id) : threads.remove(id)),
  };
}
