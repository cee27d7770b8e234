import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { homeRoute, rootRoute, shellRoute } from './app/roots.tsx';
import { approvalsRoutes } from './features/approvals/routes.tsx';
import { alertsRoutes } from './features/alerts/routes.tsx';
import { casesRoutes } from './features/cases/routes.tsx';
import { clustersRoutes } from './features/clusters/routes.tsx';
import { honourRoutes } from './features/honours/routes.tsx';
import { moderationRoutes } from './features/moderation/routes.tsx';
import { communityRoutes } from './features/community/routes.tsx';
import { coverageRoutes } from './features/coverage/routes.tsx';
import { demandRoutes } from './features/demand/routes.tsx';
import { ideasRoutes } from './features/ideas/routes.tsx';
import { reviewsRoutes } from './features/reviews/routes.tsx';
import { inboxRoutes } from './features/inbox/routes.tsx';
import { knowledgeRoutes } from './features/knowledge/routes.tsx';
import { noticesRoutes } from './features/notices/routes.tsx';
import { fairnessRoutes } from './features/fairness/routes.tsx';
import { membersRoutes } from './features/members/routes.tsx';
import { outboxRoutes } from './features/outbox/routes.tsx';
import { promisesRoutes } from './features/promises/routes.tsx';
import { reportsRoutes } from './features/reports/routes.tsx';
import { wallboardRoutes, wallRoutes } from './features/wallboard/routes.tsx';
import { routingRoutes } from './features/routing/routes.tsx';
import { searchRoutes } from './features/search/routes.tsx';
import { settingsRoutes } from './features/settings/routes.tsx';
import { signInRoutes } from './features/sign-in/routes.tsx';
import { sourcesRoutes } from './features/sources/routes.tsx';
import { streamRoutes } from './features/stream/routes.tsx';
import { topicsRoutes } from './features/topics/routes.tsx';
import { trendsRoutes } from './features/trends/routes.tsx';
import { segmentsRoutes } from './features/segments/routes.tsx';
import { viewsRoutes } from './features/views/routes.tsx';
import { welcomeRoutes } from './features/welcome/routes.tsx';

/** All addresses of the console. A feature adds its routes here, in one line. */
const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...welcomeRoutes,
  ...wallRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...alertsRoutes,
    ...approvalsRoutes,
    ...casesRoutes,
    ...clustersRoutes,
    ...communityRoutes,
    ...honourRoutes,
    ...moderationRoutes,
    ...coverageRoutes,
    ...demandRoutes,
    ...ideasRoutes,
    ...reviewsRoutes,
    ...inboxRoutes,
    ...knowledgeRoutes,
    ...noticesRoutes,
    ...outboxRoutes,
    ...fairnessRoutes,
    ...membersRoutes,
    ...promisesRoutes,
    ...reportsRoutes,
    ...wallboardRoutes,
    ...routingRoutes,
    ...searchRoutes,
    ...settingsRoutes,
    ...sourcesRoutes,
    ...streamRoutes,
    ...topicsRoutes,
    ...trendsRoutes,
    ...segmentsRoutes,
    ...viewsRoutes,
  ]),
]);

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
