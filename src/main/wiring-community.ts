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
  provenAccountsPort,
  sectionsPort,
} from '#people/members/index.ts';
import { mailAnswersPort } from '#listen/sources/index.ts';
import { caseOfConversation } from '#respond/cases/index.ts';
import { changeConversations, conversationsInThread } from '#respond/inbox/index.ts';
import { helpSection } from '#respond/knowledge/index.ts';
import {
  besideThreadPort,
  forumBelongings,
  forumDigest,
  forumFavours,
  forumKinds,
  forumPosts,
  forumReplies,
  forumSection,
} from '#embrace/forum/index.ts';
import { ideaBelongings, ideaKinds, ideaSections, moderatedIdeas } from '#embrace/ideas/index.ts';
import {
  favoursPort,
  memberDevices,
  moderatedPort,
  moderationBelongings,
  moderationNotices,
  orderTab,
  recordState,
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
import {
  besideThread,
  togetherBelongings,
  togetherKinds,
  type Unanswered,
  unansweredPort,
} from '#embrace/together/index.ts';
import { trustBelongings } from '#embrace/trust/index.ts';

/** What the features of the public site give each other and the members; called by `wire`. */
export function wireCommunity(app: App): void {
  // Who is the same person as a member.
  app.provide(provenAccountsPort, [vouchedVisitors]);
  app.provide(handleProofsPort, [blueskyConnectors.handleProof]);
  // The public site's navigation, in this order.
  app.provide(sectionsPort, [forumSection, ...ideaSections, helpSection]);
  // Notifications come last: what goes with the others is told to nobody.
  app.provide(memberBelongingsPort, [
    forumBelongings,
    ideaBelongings,
    moderationBelongings,
    trustBelongings,
    togetherBelongings,
    notificationBelongings,
  ]);
  app.provide(memberFeedPort, [newsFeed]);
  app.provide(headerPartsPort, [bell]);
  // In the order of members' settings.
  app.provide(noticeKindsPort, [
    ...forumKinds,
    ...ideaKinds,
    ...togetherKinds,
    ...moderationNotices,
    digestKind,
  ]);
  app.provide(digestPartsPort, [forumDigest]);
  app.provide(ownTabsPort, [choicesTab, orderTab]);
  app.provide(besideThreadPort, besideThread);
  app.provide(unansweredPort, caseOfQuestion);
  app.provide(moderatedPort, [forumPosts, ...moderatedIdeas]);
  app.provide(favoursPort, [forumFavours]);
  app.provide(memberStatePort, recordState);
  app.provide(memberDevicePort, memberDevices);
  app.provide(replyByMailPort, [forumReplies]);
  app.provide(mailAnswersPort, takeAnswers);
  registerMemberMail(app);
  registerRefusals(app);
}

const community: Actor = {
  kind: 'rule',
  id: 'community',
  name: 'Community',
  role: 'manager',
  permissions: new Set(['*']),
};

/** A question that nobody answered in time is a case of its conversation, which is open again where somebody had put it aside. */
async function caseOfQuestion(app: App, { postId, title }: Unanswered): Promise<string | undefined> {
  const [conversation] = await conversationsInThread(app, 'community', postId);
  if (!conversation) return undefined;
  const { id, status } = conversation;
  if (status === 'done')
    await changeConversations(app, community, [id], {
      status: 'open',
      reason: 'Nobody answered in the community',
    });
  return (await caseOfConversation(app, community, id, { title })).caseId;
}
