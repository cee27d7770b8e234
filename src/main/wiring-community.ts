import type { App } from '#platform/app/index.ts';
import {
  headerPartsPort,
  memberBelongingsPort,
  memberFeedPort,
  ownTabsPort,
  sectionsPort,
} from '#people/members/index.ts';
import { helpSection } from '#respond/knowledge/index.ts';
import { forumBelongings, forumDigest, forumKinds, forumSection } from '#embrace/forum/index.ts';
import { ideaBelongings } from '#embrace/ideas/index.ts';
import {
  bell,
  choicesTab,
  digestKind,
  digestPartsPort,
  newsFeed,
  noticeKindsPort,
  notificationBelongings,
  registerMemberMail,
} from '#embrace/notifications/index.ts';
import { trustBelongings } from '#embrace/trust/index.ts';

/** What the features of the public site give each other and the members; called by `wire`. */
export function wireCommunity(app: App): void {
  // The public site's navigation, in this order.
  app.provide(sectionsPort, [forumSection, helpSection]);
  // Notifications come last: what goes with the others is told to nobody.
  app.provide(memberBelongingsPort, [
    forumBelongings,
    ideaBelongings,
    trustBelongings,
    notificationBelongings,
  ]);
  app.provide(memberFeedPort, [newsFeed]);
  app.provide(headerPartsPort, [bell]);
  // In the order of members' settings.
  app.provide(noticeKindsPort, [...forumKinds, digestKind]);
  app.provide(digestPartsPort, [forumDigest]);
  app.provide(ownTabsPort, [choicesTab]);
  registerMemberMail(app);
}
