import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { homeRoute, rootRoute, shellRoute } from './app/roots.tsx';
import { inboxRoutes } from './features/inbox/routes.tsx';
import { outboxRoutes } from './features/outbox/routes.tsx';
import { streamRoutes } from './features/stream/routes.tsx';

/** All addresses of the console. A feature adds its routes here, in one line. */
const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([homeRoute, ...inboxRoutes, ...outboxRoutes, ...streamRoutes]),
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
