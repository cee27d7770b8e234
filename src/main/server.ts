import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import { type LiveAccess, liveRoute } from '#platform/live/index.ts';
import { addAlertPages } from '#listen/alerts/index.ts';
import { addApprovalPages } from '#respond/approvals/index.ts';
import { addRatingPages } from '#respond/satisfaction/index.ts';
import { addAnswerPages } from '#respond/answers/index.ts';
import { addCasePages } from '#respond/case-page/index.ts';
import { addReportMailPages, wallStreamRoutes } from '#measure/reports/index.ts';
import { addTrendPages } from '#listen/trends/index.ts';
import { addNotificationPages } from '#embrace/notifications/index.ts';
import { addOwnPages } from '#embrace/site-pages/index.ts';
import { addTogetherPages } from '#embrace/together/index.ts';
import { addHonourPages } from '#embrace/honours/index.ts';
import { addModerationPages } from '#embrace/moderation/index.ts';
import { addContributionPages } from '#embrace/contributions/index.ts';
import { addForumPages } from '#embrace/forum/index.ts';
import { addIdeaPages } from '#embrace/ideas/index.ts';
import { addReviewPages } from '#embrace/reviews/index.ts';
import { addOldAddresses } from '#embrace/imports/index.ts';
import { guardHost } from '#people/domains/index.ts';
import { addEmbedPages } from '#people/embeds/index.ts';
import { addMemberPages } from '#people/members/index.ts';
import { authenticate, mountSignIn } from '#people/sessions/index.ts';
import { addSitePages } from '#people/site/index.ts';
import { addChatPages } from '#respond/chat/index.ts';
import { addHelpCentre } from '#respond/knowledge/index.ts';
import { addApiPage } from './api-page.ts';
import { addConsole } from './console-files.ts';
import { addDocs } from './docs-pages.ts';
import { features, permissionTable } from './features.ts';
import { addProbes } from './probes.ts';
import { addRobots } from './robots.ts';
import { LIVE_EVENTS } from './wiring.ts';

/** The whole HTTP surface: API, sign-in, live updates, console, probes. */
export async function buildServer(app: App): Promise<HttpServer> {
  const routes = [
    ...features.flatMap((feature) => feature.routes ?? []),
    liveRoute(LIVE_EVENTS, liveAccess),
    ...wallStreamRoutes,
  ];
  const server = await createServer({
    app,
    routes,
    permissions: new Set(permissionTable.keys()),
    authenticate: (request) => authenticate(app, request),
    guard: (request, reply) => guardHost(app, request, reply),
  });
  await mountSignIn(app, server);
  addProbes(app, server);
  addRobots(app, server);
  addDocs(server);
  await addApiPage(server);
  await addTrendPages(app, server);
  await addReportMailPages(app, server);
  await addCasePages(app, server);
  await addRatingPages(app, server);
  await addApprovalPages(app, server);
  await addAlertPages(app, server);
  await addHelpCentre(app, server);
  await addAnswerPages(app, server);
  await addSitePages(app, server);
  await addEmbedPages(app, server);
  await addMemberPages(app, server);
  await addNotificationPages(app, server);
  await addHonourPages(app, server);
  await addModerationPages(app, server);
  await addForumPages(app, server);
  await addContributionPages(app, server);
  await addIdeaPages(app, server);
  await addReviewPages(app, server);
  await addTogetherPages(app, server);
  await addOwnPages(app, server);
  await addChatPages(app, server);
  addOldAddresses(app, server);
  await addConsole(server);
  return server;
}

/** A live stream goes on only as long as its request would be admitted again. */
export const liveAccess: LiveAccess = {
  async isAdmitted(app, request, userId) {
    try {
      return (await authenticate(app, request))?.id === userId;
    } catch (error) {
      if (error instanceof AppError && error.status < 500) return false;
      throw error;
    }
  },
  onChanged: (app, changed) => void app.bus.on('access.changed', ({ userId }) => changed(userId)),
};
